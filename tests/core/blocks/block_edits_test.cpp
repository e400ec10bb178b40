// Edits give a new document and leave the old one; what is locked or has no place is refused.
#include "model/block_document.h"
#include "support/test_main.h"

#include <QTest>

using namespace audience;
using namespace audience::model;

namespace {

BlockDocument sample() {
    Findings findings;
    return *blockDocumentFromJson(*parseJson(R"({"audience_blocks":1,"page":{},"sections":[
        {"id":"s1","columns":[{"id":"c1","width":40,"blocks":[{"id":"b1","kind":"spacer"},{"id":"b2","kind":"divider"}]},
                              {"id":"c2","width":60,"blocks":[{"id":"b3","kind":"spacer"}]}]},
        {"id":"s2","locked":true,"columns":[{"id":"c3","blocks":[{"id":"b4","kind":"spacer"}]}]}]})"),
                                  findings);
}

std::string order(const BlockDocument &document) {
    std::string out;
    for (const Json &section : document.sections()) {
        out += jsonText(section, "id") + "(";
        for (const Json &column : section.at("columns")) {
            out += jsonText(column, "id") + "[";
            for (const Json &block : column.at("blocks"))
                out += jsonText(block, "id") + " ";
            out += "]";
        }
        out += ")";
    }
    return out;
}

std::string after(const Result<BlockDocument> &result) { return result ? order(*result) : result.error().id; }

} // namespace

class BlockEditsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void edits() {
        const BlockDocument document = sample();
        const std::string before = order(document);
        QCOMPARE(before, std::string("s1(c1[b1 b2 ]c2[b3 ])s2(c3[b4 ])"));
        const Json spacer{{"kind", "spacer"}};
        QCOMPARE(after(insertBlock(document, "c1", 1, spacer)), std::string("s1(c1[b1 b5 b2 ]c2[b3 ])s2(c3[b4 ])"));
        QCOMPARE(after(insertBlock(document, "c2", 99, spacer)), std::string("s1(c1[b1 b2 ]c2[b3 b5 ])s2(c3[b4 ])"));
        QCOMPARE(after(movePart(document, "b1", "c2", 0)), std::string("s1(c1[b2 ]c2[b1 b3 ])s2(c3[b4 ])"));
        QCOMPARE(after(movePart(document, "b1", "c1", 1)), std::string("s1(c1[b2 b1 ]c2[b3 ])s2(c3[b4 ])"));
        QCOMPARE(after(movePart(document, "s1", "", 1)), std::string("s2(c3[b4 ])s1(c1[b1 b2 ]c2[b3 ])"));
        QCOMPARE(after(movePart(document, "c2", "s1", 0)), std::string("s1(c2[b3 ]c1[b1 b2 ])s2(c3[b4 ])"));
        QCOMPARE(after(duplicatePart(document, "b2")), std::string("s1(c1[b1 b2 b5 ]c2[b3 ])s2(c3[b4 ])"));
        QCOMPARE(after(duplicatePart(document, "s1")), std::string("s1(c1[b1 b2 ]c2[b3 ])s3(c4[b5 b6 ]c5[b7 ])s2(c3[b4 ])"));
        QCOMPARE(after(removePart(document, "b2")), std::string("s1(c1[b1 ]c2[b3 ])s2(c3[b4 ])"));
        QCOMPARE(after(removePart(document, "c1")), std::string("s1(c2[b3 ])s2(c3[b4 ])"));
        QCOMPARE(after(wrapBlock(document, "b3", 2)), std::string("s1(c1[b1 b2 ]c2[])s3(c4[b3 ]c5[])s2(c3[b4 ])"));
        QCOMPARE(after(setColumns(document, "s1", 1)), std::string("s1(c1[b1 b2 b3 ])s2(c3[b4 ])"));
        QCOMPARE(after(setColumns(document, "s1", 3)), std::string("s1(c1[b1 b2 ]c2[b3 ]c4[])s2(c3[b4 ])"));
        QCOMPARE(order(document), before);
    }
    void refusals() {
        const BlockDocument document = sample();
        QCOMPARE(after(removePart(document, "b4")), std::string("blocks.locked")); // its section is
        QCOMPARE(after(insertBlock(document, "c3", 0, Json{{"kind", "spacer"}})), std::string("blocks.locked"));
        QCOMPARE(after(duplicatePart(document, "b4")), std::string("blocks.locked"));
        QCOMPARE(after(duplicatePart(document, "c3")), std::string("blocks.locked"));
        QCOMPARE(after(duplicatePart(document, "s2")), std::string("s1(c1[b1 b2 ]c2[b3 ])s2(c3[b4 ])s3(c4[b5 ])")); // the copy is free
        QCOMPARE(after(setPartProperty(document, "b4", "height", 12)), std::string("blocks.locked"));
        QCOMPARE(after(setPartProperty(document, "c3", "padding", 12)), std::string("blocks.locked"));
        QCOMPARE(after(movePart(document, "b1", "c3", 0)), std::string("blocks.locked"));
        QCOMPARE(after(movePart(document, "b1", "s1", 0)), std::string("blocks.no_place"));
        QCOMPARE(after(movePart(document, "c1", "c2", 0)), std::string("blocks.no_place"));
        QCOMPARE(after(removePart(document, "nobody")), std::string("blocks.unknown_id"));
        QCOMPARE(after(insertBlock(document, "c1", 0, Json{{"kind", "button"}})), std::string("blocks.missing"));
        QCOMPARE(after(insertBlock(document, "c1", 0, Json("text"))), std::string("blocks.wrong_type"));
        QCOMPARE(after(setPartProperty(document, "s1", "columns", Json::array())), std::string("blocks.no_place"));
        QCOMPARE(after(setPartProperty(document, "page", "width", 5)), std::string("blocks.out_of_range"));
        QCOMPARE(after(setPartProperty(document, "s2", "name", "x")), std::string("blocks.locked"));
        QCOMPARE(after(wrapBlock(document, "b1", 5)), std::string("blocks.column_count"));
    }
    void properties() {
        const BlockDocument document = sample();
        const auto named = setPartProperty(document, "b1", "height", 12);
        QVERIFY(named && named->part("b1")->at("height") == Json(12));
        const auto removed = setPartProperty(*named, "b1", "height", nullptr);
        QVERIFY(removed && *removed == document);
        const auto products = insertBlock(document, "c1", 0, Json{{"id", "p"}, {"kind", "products"}, {"columns", 2}});
        QVERIFY(products);
        QVERIFY(partKind(*products, "p") == PartKind::Block); // its columns are a number
        const auto wider = setPartProperty(*products, "p", "columns", 3);
        QVERIFY(wider && wider->part("p")->at("columns") == Json(3));
        QCOMPARE(after(setPartProperty(document, "c1", "blocks", Json::array())), std::string("blocks.no_place"));
        const auto open = setPartProperty(document, "s2", "locked", nullptr);
        QVERIFY(open);
        QVERIFY(removePart(*open, "b4"));
        QVERIFY(partKind(document, "c1") == PartKind::Column && partKind(document, "b1") == PartKind::Block);
        QVERIFY(partKind(document, "s1") == PartKind::Section && partKind(document, "page") == PartKind::Page);
    }
};
AUDIENCE_TEST(BlockEditsTest)
#include "block_edits_test.moc"
