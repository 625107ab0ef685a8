import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { instantText, UptierError } from "uptier/kernel";
import { type Columns, readOrderLog } from "../../examples/demo/order-log";
import { sampleLog } from "../../examples/demo/sample-log";

const format = { file: "orders.csv", zone: "Asia/Shanghai", currency: "CNY" };

function read(text: string, columns?: Columns) {
  return readOrderLog(text, { ...format, columns });
}

function problemsOf(text: string, columns?: Columns): UptierError {
  try {
    read(text, columns);
  } catch (error) {
    if (error instanceof UptierError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("readOrderLog", () => {
  it("reads CSV with a header, quotes, a byte order mark and Windows line ends", () => {
    const text =
      '\ufeffnote,member,at,amount\r\n"a, ""b""",m1,2026-11-21,29.90\r\n\r\n,m2,20261122,5\r\n';
    expect(read(text)).toEqual({
      columns: { member: "member", at: "at", amount: "amount" },
      orders: [
        { id: "line-2", member: "m1", at: Date.parse("2026-11-20T16:00Z"), amountMinor: 2990 },
        { id: "line-4", member: "m2", at: Date.parse("2026-11-21T16:00Z"), amountMinor: 500 },
      ],
      refunds: [],
    });
  });

  it("knows the usual names of columns, Chinese ones too", () => {
    expect(read("会员;日期;金额\nm1;2026-11-21;5").columns).toEqual({
      member: "会员",
      at: "日期",
      amount: "金额",
    });
    expect(read("Customer_ID\tDate\tTotal\n1\t2026-11-21\t5").orders).toHaveLength(1);
  });

  it("reads dates, local times and instants, all by the zone of the campaign", () => {
    const times = [
      "2026-11-21",
      "20261121",
      "2026-11-21 09:30",
      "2026-11-21T09:30:00",
      "2026-11-21T09:30:00Z",
    ];
    const lines = times.map((time, index) => `m${index},${time},1.00`);
    const { orders } = read(["member,at,amount", ...lines].join("\n"));
    const byMember = new Map(orders.map(({ member, at }) => [member, instantText(at)]));
    expect(times.map((_, index) => byMember.get(`m${index}`))).toEqual([
      "2026-11-20T16:00:00.000Z",
      "2026-11-20T16:00:00.000Z",
      "2026-11-21T01:30:00.000Z",
      "2026-11-21T01:30:00.000Z",
      "2026-11-21T09:30:00.000Z",
    ]);
  });

  it("orders by time, and by line where times are equal", () => {
    const { orders } = read(
      "member,at,amount\nb,2026-11-22,1\na,2026-11-21,1\nc,2026-11-22,1\nd,2026-11-21,1",
    );
    expect(orders.map((order) => order.member).join("")).toBe("adbc");
  });

  it("finds the columns of a log without a header by their values", () => {
    const { columns, orders } = read(
      "  00004 0001 19970101  2   29.33\n  00005 0002 19970118  2   29.73",
    );
    expect(columns).toEqual({ member: 1, at: 3, amount: 5 });
    expect(orders.map((order) => order.member)).toEqual(["00004", "00005"]);
  });

  it("takes named and numbered columns as they are given", () => {
    const text = "who,when,paid,tax\nm1,2026-11-21,5.00,0.50";
    expect(read(text, { member: "who", at: "when", amount: "tax" }).orders[0]?.amountMinor).toBe(
      50,
    );
    expect(read(text, { member: 1, at: 2, amount: 3 }).orders[0]?.amountMinor).toBe(500);
  });

  it("reads lines with an amount below 0 as refunds; an order of nothing is one", () => {
    const { orders, refunds } = read(
      "member,at,amount\nm1,2026-11-22,-1.00\nm1,2026-11-21,0.00\nm2,2026-11-21,-0.01",
    );
    expect(orders.map(({ amountMinor }) => amountMinor)).toEqual([0]);
    const [at, later] = [Date.parse("2026-11-20T16:00Z"), Date.parse("2026-11-21T16:00Z")];
    expect(refunds).toEqual([
      { id: "line-4", member: "m2", at, amountMinor: 1, order: null },
      { id: "line-2", member: "m1", at: later, amountMinor: 100, order: null },
    ]);
    expect(problemsOf("member,at,amount\nm1,2026-11-21,-1.00").message).toContain(
      "orders.csv has refunds but no orders",
    );
  });

  it("reads a refund column as refunds of the orders of its lines", () => {
    const { columns, orders, refunds } = read(
      "member,at,amount,refund\nm1,2026-11-21,5.00,2.50\nm2,2026-11-21,5.00,\nm3,2026-11-21,5.00,0\nm4,2026-11-21,5.00",
    );
    expect(columns.refund).toBe("refund");
    expect(orders).toHaveLength(4);
    const at = Date.parse("2026-11-20T16:00Z");
    expect(refunds).toEqual([
      { id: "line-2-refund", member: "m1", at, amountMinor: 250, order: "line-2" },
    ]);
    const numbered = { member: 1, at: 2, amount: 3, refund: 4 };
    expect(read("m1,2026-11-21,5.00,1.00", numbered).refunds).toHaveLength(1);
    for (const line of ["5.00,-1.00", "-5.00,1.00", "5.00,some"]) {
      expect(problemsOf(`member,at,amount,退款\nm1,2026-11-21,${line}`).message).toContain(
        "is not a refund in CNY; write what of the order went back, as 12.50",
      );
    }
  });

  it("takes no separator in an amount for one between columns", () => {
    const { message } = problemsOf("member,at,amount\nm1,2026-11-21,1,234.50");
    expect(message).toContain("orders.csv[2]: has 4 columns instead of 3");
    expect(problemsOf("m1 2026-11-21 5.00\nm2 2026-11-21 1.00 234.50").message).toContain(
      "orders.csv[2]: has 4 columns instead of 3",
    );
  });

  it.each(["1e5", "1E2", "+5.00", "5.", ".5", "0x10", "5.00 CNY"])(
    "takes %s for no amount",
    (amount) => {
      expect(problemsOf(`member,at,amount\nm1,2026-11-21,${amount}`).message).toContain(
        "is not an amount in CNY",
      );
    },
  );

  it("names every broken line and says what to change", () => {
    const error = problemsOf(
      [
        "member,at,amount",
        "m1,2026-11-21,5.00",
        "m2,21.11.2026,5.00",
        'm3,2026-11-21,"5,00"',
        ",2026-11-21,5.00",
        "m5,2026-11-21",
        "m6,2026-02-30,5.00",
        "m7,2026-11-21,5.005",
        `${"x".repeat(201)},2026-11-21,5.00`,
      ].join("\n"),
    );
    expect(error.code).toBe("bad-order-log");
    expect(error.message).toBe(
      [
        "orders.csv has 7 broken lines; nothing was drawn:",
        '- orders.csv[3]: "21.11.2026" is not a date; write 2026-11-21, 20261121 or 2026-11-21 09:30:00',
        '- orders.csv[4]: "5,00" is not an amount in CNY; write it as 12.50',
        "- orders.csv[5]: has no member; fill it in or remove the line",
        "- orders.csv[6]: has only 2 columns; complete or remove it",
        '- orders.csv[7]: "2026-02-30" is not a date; write 2026-11-21, 20261121 or 2026-11-21 09:30:00',
        '- orders.csv[8]: "5.005" is not an amount in CNY; write it as 12.50',
        "- orders.csv[9]: has a member that is no id of at most 200 plain characters",
      ].join("\n"),
    );
  });

  it("lists the first 20 broken lines of many", () => {
    const error = problemsOf(`member,at,amount\n${"m1,2026-11-21,x\n".repeat(50)}`);
    expect(error.issues).toHaveLength(21);
    expect(error.message).toMatch(/^orders\.csv has 50 broken lines[\s\S]*- and 30 more$/);
  });

  it.each([
    ["", "is empty"],
    ["\n \n", "is empty"],
    ["member,at,amount\n", "has a header but no orders"],
    ['member,at,amount\nm1,"2026-11-21,5', "is not CSV"],
    ["a,b,c\nm1,2026-11-21,x", "does not show which columns are meant"],
    ["m1 2026-11-21 2026-11-22 5.00", "does not show which columns are meant"],
  ])("says what is wrong with %j", (text, message) => {
    expect(problemsOf(text).message).toContain(`orders.csv ${message}`);
  });

  it.each([
    [
      { member: "who", at: "at", amount: "amount" },
      "has no column who; there are: member, at, amount",
    ],
    [{ member: 4, at: 2, amount: 3 }, "has no column 4; there are: member, at, amount"],
    [{ member: 0, at: 2, amount: 3 }, "has no column 0"],
  ])("says which columns there are instead of %j", (columns, message) => {
    expect(problemsOf("member,at,amount\nm1,2026-11-21,5", columns).message).toContain(message);
  });

  it("wants numbers where there is no header", () => {
    const columns = { member: "member", at: 2, amount: 3 };
    expect(problemsOf("m1,2026-11-21,5.00", columns).message).toContain("name columns by number");
  });

  it("reads the sample log, which is always the same", () => {
    expect(sampleLog()).toBe(sampleLog());
    const { orders } = read(sampleLog());
    expect(orders).toHaveLength(600);
    expect(new Set(orders.map((order) => order.member)).size).toBe(192);
  });
});

/* Real order logs, where they lie beside the project; see SOURCES.md there. */
const data = "../shared/data";
if (!existsSync(data)) console.warn(`SKIPPED: real order logs, because there is no ${data}`);

describe.skipIf(!existsSync(data))("real order logs", () => {
  const dollars = { file: "CDNOW", zone: "America/New_York", currency: "USD" };

  it("CDNOW: 69,659 orders of 23,570 members, 2,500,315.63 dollars", () => {
    const { orders } = readOrderLog(readFileSync(`${data}/CDNOW_master.txt`, "utf8"), dollars);
    expect(orders).toHaveLength(69_659);
    expect(new Set(orders.map((order) => order.member)).size).toBe(23_570);
    expect(orders.reduce((sum, order) => sum + order.amountMinor, 0)).toBe(250_031_563);
    expect(instantText(orders[0]!.at)).toBe("1997-01-01T05:00:00.000Z");
    expect(instantText(orders.at(-1)!.at)).toBe("1998-06-30T04:00:00.000Z");
  });

  it("its sample: 6,919 orders of 2,357 members, without a header", () => {
    const { orders } = readOrderLog(readFileSync(`${data}/CDNOW_sample.txt`, "utf8"), dollars);
    expect(orders).toHaveLength(6_919);
    expect(new Set(orders.map((order) => order.member)).size).toBe(2_357);
  });
});
