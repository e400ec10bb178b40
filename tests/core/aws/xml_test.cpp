// What the reader of Amazon's XML takes and what it refuses.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "aws/xml.h"
#endif
#include "support/test_main.h"

#include <QTest>

using namespace audience;
using namespace audience::aws;

namespace {

std::string reasonOf(const std::string &text) {
    const auto document = readXml(text);
    return document ? std::string() : std::string(document.error().arg("reason"));
}

std::string nested(int depth) {
    std::string text;
    for (int i = 0; i < depth; ++i)
        text += "<a>";
    for (int i = 0; i < depth; ++i)
        text += "</a>";
    return text;
}

} // namespace

class AwsXmlTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void namesAreLocalAndOrderDoesNotMatter() {
        const auto document = readXml("<?xml version=\"1.0\"?>\n<n:R xmlns:n=\"urn:x\" a=\"1\"><!-- c --><n:L><member><K>1</K></member><other/>"
                                      "<member><K> b &amp; c&#233; </K></member></n:L><Text><![CDATA[<x>]]></Text></n:R>");
        QVERIFY(document);
        QCOMPARE(document->name, std::string("R"));
        const auto members = document->members("L");
        QCOMPARE(members.size(), std::size_t(2));
        QCOMPARE(members[1]->textOf("K"), std::string("b & c\xc3\xa9"));
        QCOMPARE(document->textOf("Text"), std::string("<x>"));
        QVERIFY(document->members("Absent").empty());
    }

    void doctypesAndBombsAreRefused() {
        QCOMPARE(reasonOf("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"), std::string("doctype"));
        QCOMPARE(reasonOf("<!DOCTYPE a><a/>"), std::string("doctype"));
        QVERIFY(!reasonOf("<a>&unknown;</a>").empty());
        QCOMPARE(reasonOf(nested(kMaxXmlDepth)), std::string());
        QCOMPARE(reasonOf(nested(kMaxXmlDepth + 1)), std::string("depth"));
        QCOMPARE(reasonOf(std::string(kMaxXmlBytes + 1, ' ')), std::string("size"));
    }

    void brokenTextIsRefused() {
        for (const char *text : {"", "   ", "{}", "<a>", "<a></b>", "<a/><b/>", "<a>\x01</a>", "<a>\xff</a>x"})
            QCOMPARE(reasonOf(text), std::string("syntax"));
    }
};

AUDIENCE_TEST(AwsXmlTest)
#include "xml_test.moc"
