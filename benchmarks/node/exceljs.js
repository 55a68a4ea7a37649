// Writes the workbook of given.json at each line of the input, and tells its microseconds.
const fs = require("fs"), path = require("path"), readline = require("readline");
const ExcelJS = require("exceljs");
const folder = process.argv[2];
const given = JSON.parse(fs.readFileSync(path.join(folder, "given.json"), "utf8"));
const argb = (color) => ({ argb: "FF" + color });
const styles = given.styles.map((one) => ({
  font: { name: one.font, size: one.size, bold: one.bold, ...(one.color && { color: argb(one.color) }) },
  ...(one.fill && { fill: { type: "pattern", pattern: "solid", fgColor: argb(one.fill) } }),
  ...(one.border && { border: Object.fromEntries(["left", "right", "top", "bottom"].map((side) => [side, { style: "thin" }])) }),
  alignment: { wrapText: one.wrap, horizontal: one.across || undefined, vertical: one.down || undefined },
  numFmt: one.format, protection: { locked: one.locked },
}));
async function make() {
  const book = new ExcelJS.Workbook();
  for (const one of given.sheets) {
    const views = one.freeze ? [{ state: "frozen", xSplit: one.freeze[1], ySplit: one.freeze[0] }] : [];
    const sheet = book.addWorksheet(one.name, { state: one.state, views });
    for (const [column, width, hidden] of one.widths) {
      sheet.getColumn(column).width = width;
      sheet.getColumn(column).hidden = hidden;
    }
    for (const [row, height] of one.heights) sheet.getRow(row).height = height;
    for (const [row, column, text, style] of one.cells) {
      const cell = sheet.getCell(row, column);
      if (typeof text === "string" && text.startsWith("=")) cell.value = { formula: text.slice(1) };
      else if (text !== null) cell.value = text;
      cell.style = styles[style];
    }
    for (const range of one.merged) sheet.mergeCells(range);
    for (const [range, type, formulae] of one.choices)
      for (const part of range.split(" "))
        sheet.dataValidations.add(part, { type, allowBlank: true, formulae, ...(type !== "list" && type !== "custom" && { operator: "greaterThan" }) });
    for (const [ref, formula, fill] of one.rules)
      sheet.addConditionalFormatting({ ref, rules: [{ type: "expression", formulae: [formula], style: { fill: { type: "pattern", pattern: "solid", bgColor: argb(fill) } } }] });
    if (one.filter) sheet.autoFilter = one.filter;
  }
  return book.xlsx.writeBuffer();
}
readline.createInterface({ input: process.stdin }).on("line", async () => {
  const before = process.cpuUsage();
  const data = await make();
  const { user, system } = process.cpuUsage(before);
  fs.writeFileSync(path.join(folder, "made"), Buffer.from(data));
  console.log(user + system);
});
