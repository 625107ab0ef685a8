/* What the page says: every sentence once in each language. `{name}` stands for a value. */
globalThis.wheelTexts = {
  zh: {
    title: "秋茶抽奖",
    organiser: "主办：{organiser}",
    ways: { wheel: "大转盘", grid: "九宫格", card: "刮刮卡" },
    start: "抽奖",
    newCard: "领一张刮刮卡",
    foil: "刮开这里",
    reveal: "直接揭晓",
    waiting: "结果马上揭晓……",
    scratch: "请刮开涂层。",
    won: "恭喜，您抽中了：{prize}",
    nothing: "这次没有中奖，谢谢参与。",
    failed: "网络出了问题，这次没有得到结果。请稍后再试。",
    refusals: {
      "over-daily-limit": "今天的抽奖次数已经用完，明天再来吧。",
      "sold-out": "奖品已经全部送完。",
      other: "现在不能抽奖。",
    },
    oddsTitle: "中奖概率",
    columns: ["奖品", "公布的概率", "您下一次抽奖的概率"],
    oddsNote:
      "结果在服务器上由系统的随机数决定，转盘只负责展示。奖品送完后，它的概率按规则转给另一件奖品。标有 ★ 的格子只是装饰，不会停在上面。",
    prizes: {},
  },
  en: {
    title: "Autumn tea draw",
    organiser: "Run by {organiser}",
    ways: { wheel: "Wheel", grid: "Nine-grid", card: "Scratch" },
    start: "Draw",
    newCard: "Get a scratch card",
    foil: "Scratch here",
    reveal: "Show at once",
    waiting: "Here it comes …",
    scratch: "Rub the foil off.",
    won: "You have won: {prize}",
    nothing: "Nothing this time. Thank you for taking part.",
    failed: "The connection failed and there is no result. Please try again later.",
    refusals: {
      "over-daily-limit": "You have used up your draws of today. Come back tomorrow.",
      "sold-out": "All prizes have been given out.",
      other: "You cannot draw now.",
    },
    oddsTitle: "The chances",
    columns: ["Prize", "As published", "In your next draw"],
    oddsNote:
      "The server decides by the system's random numbers; the wheel only shows it. When a prize has been given out, its chance goes to another one, as the rules say. The field with the ★ is an ornament, and nothing stops there.",
    /** In place of the names that the campaign gives. */
    prizes: {
      flask: "Flask",
      cash: "¥8.88 cash",
      tea: "Oolong tea",
      coupon: "¥20 off",
      thanks: "No prize",
    },
  },
};
