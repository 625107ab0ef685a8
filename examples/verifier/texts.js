/* What the page says and shows: every sentence once in each language, and a draw as an example. */

/** `{name}` stands for a value. */
globalThis.verifierTexts = {
  zh: {
    title: "自己验证一次抽奖",
    intro:
      "把商家公布的抽奖记录和公开的服务器种子贴到下面，就能一步一步看到奖品是怎样得出的。所有计算都在您的浏览器里完成，不联网，也不上传任何内容。",
    record: "抽奖记录",
    recordHint: "JSON，商家公布的那一条 prize-drawn 记录。",
    prizes: "奖品和权重",
    prizesHint: '活动规则里公布的奖品，按原来的顺序：[{"id": "...", "weight": 10}, ...]',
    serverSeed: "服务器种子",
    serverSeedHint: "抽奖结束后商家公开的那串秘密字符。",
    commitment: "您事先记下的承诺值（可不填）",
    commitmentHint: "抽奖之前商家公布的 64 位十六进制数。填上它，才能证明种子没有在事后更换。",
    check: "验证",
    example: "看一个例子",
    limitsTitle: "这里证明不了的事",
    limits:
      "奖品是否真的已经送完、预算是否真的用完，要看商家的库存记录。您的客户端种子必须是在承诺值公布之后才确定的，否则商家可以挑选服务器种子。",
    verdicts: {
      yes: "是：这次抽奖的结果正确。",
      no: "否：{reason}",
      "cannot-tell": "无法判断：{reason}",
    },
    reasons: {
      matches: "",
      "not-json": "“{field}”不是有效的 JSON，请检查是否复制完整。",
      "no-crypto": "这个浏览器没有提供 SHA-256；请换一个较新的浏览器，或通过 https 打开本页。",
      "not-a-draw": "这不是一条完整的抽奖记录。",
      "not-keyed": "这次抽奖没有使用可以公开的种子，事后无法重算。",
      "unknown-method": "这条记录所用的方法，本页不会验算。",
      "commitment-differs": "公开的种子与承诺值不符，它不是事先约定的那个种子。",
      "prizes-unusable":
        "奖品列表无法使用。请贴上完整的列表：每个奖品有名称和整数权重，名称不重复；“未中奖”一项要带 kind: nothing。",
      "table-differs": "按公布的权重得出的表，与记录里的权重不一致。",
      "roll-differs": "由种子算出的数与记录里的数不同。",
      "prize-differs": "算出的数落在另一个奖品的区间里。",
    },
    steps: {
      record: ["记录可以验证", "HMAC-SHA-256，区间法（ranges/1）。"],
      commitment: ["种子与承诺值", "把服务器种子作为文本计算 SHA-256，应当等于事先公布的承诺值："],
      table: [
        "每个奖品的区间",
        "按奖品顺序从 0 开始分配，权重多少就占多少个数，合计 {total}（记录里是 {stated}）。",
      ],
      numbers: [
        "由两个种子得出数字",
        "以服务器种子为密钥，对“客户端种子:序号:块号”计算 HMAC-SHA-256，每 8 个十六进制位是一个数。不小于 {limit} 的数弃用，以免前面的奖品占便宜：",
      ],
      roll: ["抽中的数", "{value} 除以 {total}，余数是 {roll}。记录里是 {stated}。"],
      prize: ["奖品", "{roll} 落在 {from} 到 {to} 之间，是“{id}”。记录里是“{stated}”。"],
    },
    promised: ["记录中的承诺值", "您记下的承诺值"],
    colon: "：",
    computed: "算出的结果",
    kept: "采用",
    rejected: "弃用",
    columns: ["奖品", "权重", "从", "到"],
    passed: "相符",
    failed: "不符",
  },
  en: {
    title: "Check a draw yourself",
    intro:
      "Paste the draw record that the shop published and the server seed that it revealed, and see step by step how the prize came about. Everything is computed in your browser; nothing is loaded or sent.",
    record: "Draw record",
    recordHint: "JSON: the prize-drawn entry that the shop published.",
    prizes: "Prizes and weights",
    prizesHint: 'As published in the rules, in the same order: [{"id": "...", "weight": 10}, ...]',
    serverSeed: "Server seed",
    serverSeedHint: "The secret that the shop revealed after the draws.",
    commitment: "The commitment that you noted (optional)",
    commitmentHint:
      "The 64 hexadecimal digits that were published before the draw. Only with them it is shown that the seed was not exchanged afterwards.",
    check: "Check",
    example: "Show an example",
    limitsTitle: "What this cannot show",
    limits:
      "Whether a prize had really run out, or the budget was really spent: that is in the shop's stock records. And your client seed must have been chosen after the commitment was published; otherwise the shop could have picked a server seed to its liking.",
    verdicts: {
      yes: "Yes: the result of this draw is right.",
      no: "No: {reason}",
      "cannot-tell": "Cannot tell: {reason}",
    },
    reasons: {
      matches: "",
      "not-json": "“{field}” is not valid JSON; was all of it copied?",
      "no-crypto": "this browser offers no SHA-256; use a newer one, or open the page over https.",
      "not-a-draw": "this is not a complete record of a draw.",
      "not-keyed": "this draw did not use seeds that are revealed; nobody can repeat it.",
      "unknown-method": "this page does not know the method that the record names.",
      "commitment-differs":
        "the revealed seed does not fit the commitment; it is not the seed that was promised.",
      "prizes-unusable":
        "the prizes cannot be used. Paste the whole list: each with a name of its own and a whole weight; the one that is no prize with kind: nothing.",
      "table-differs": "the published weights do not give the weights in the record.",
      "roll-differs": "the seeds give another number than the record has.",
      "prize-differs": "the number falls into the range of another prize.",
    },
    steps: {
      record: ["The record can be checked", "HMAC-SHA-256, prizes by ranges (ranges/1)."],
      commitment: [
        "Seed and commitment",
        "SHA-256 of the server seed, read as text, must be the commitment that was published before:",
      ],
      table: [
        "The range of each prize",
        "Dealt out from 0 in the order of the prizes, as many numbers as the weight; {total} in all (the record has {stated}).",
      ],
      numbers: [
        "Numbers from the two seeds",
        "HMAC-SHA-256 of “client seed:nonce:block” under the server seed; every 8 hexadecimal digits are a number. Numbers of {limit} and above are thrown away, because they would favour the first prizes:",
      ],
      roll: ["The roll", "{value} divided by {total} leaves {roll}. The record has {stated}."],
      prize: ["The prize", "{roll} is within {from} to {to}: “{id}”. The record has “{stated}”."],
    },
    promised: ["In the record", "As you noted it"],
    colon: ": ",
    computed: "Computed",
    kept: "kept",
    rejected: "thrown away",
    columns: ["Prize", "Weight", "From", "To"],
    passed: "holds",
    failed: "does not hold",
  },
};

globalThis.verifierExample = {
  record: {
    id: "d-1027/prize",
    kind: "prize-drawn",
    at: "2026-11-21T01:30:00.000Z",
    cause: "d-1027",
    campaign: "spring",
    member: "m-88",
    prize: "tea",
    weight: 75,
    weightTotal: 1000,
    closed: [],
    sampler: "ranges/1",
    roll: 37,
    random: {
      kind: "keyed",
      scheme: "hmac-sha256/1",
      commitment: "293002efb6b7205c990c1561a1278b4f892c050547ed32681db261e29d1a86a4",
      clientSeed: "lucky-panda",
      nonce: 12,
    },
  },
  prizes: [
    { id: "kettle", weight: 5 },
    { id: "cup", weight: 20 },
    { id: "tea", weight: 75 },
    { id: "coupon", weight: 400 },
    { id: "thanks", weight: 500, kind: "nothing" },
  ],
  serverSeed: "f4d77aa8a3aba4ab49cc1eac710f47164601583ab5066700c4dbf185d88e740c",
};
