// What a campaign puts on the links of an email: where it goes, and what stays as it was.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "email/link_marks.h"
#endif
#include "support/test_main.h"

#include <QTest>

using namespace audience::email;

namespace {

const LinkMarks kMarks{{{"utm_source", "news"}, {"utm_campaign", "Spring & more"}}, false};
constexpr const char *kWayOut = "https://u.example.com/u?p=1&s=2";
#define ALL "utm_source=news&amp;utm_campaign=Spring%20%26%20more"
#define PLAIN "utm_source=news&utm_campaign=Spring%20%26%20more"

struct Row {
    const char *name, *before, *after; // no after: it stays
};
#ifndef Q_MOC_RUN // raw strings
const Row kHtml[] = {
    {"bare", R"(<a href="https://shop.example.com">x</a>)", R"(<a href="https://shop.example.com?)" ALL R"(">x</a>)"},
    {"path", R"(<A class=b HREF='HTTP://shop.example.com/a/'>x</A>)", R"(<A class=b HREF='HTTP://shop.example.com/a/?)" ALL R"('>x</A>)"},
    {"query", R"(<a href="https://s.example.com/?a=1&amp;b=2">x</a>)", R"(<a href="https://s.example.com/?a=1&amp;b=2&amp;)" ALL R"(">x</a>)"},
    {"empty query", R"(<a href="https://s.example.com/?">x</a>)", R"(<a href="https://s.example.com/?)" ALL R"(">x</a>)"},
    {"fragment", R"(<a href="https://s.example.com/#top">x</a>)", R"(<a href="https://s.example.com/?)" ALL R"(#top">x</a>)"},
    {"both", R"(<a href="https://s.example.com/?a=1#top">x</a>)", R"(<a href="https://s.example.com/?a=1&amp;)" ALL R"(#top">x</a>)"},
    {"unquoted", "<a href=https://s.example.com/a>x</a>", "<a href=https://s.example.com/a?" ALL ">x</a>"},
    {"blanks", "<a\nhref = \" https://s.example.com/a \" >x</a>", "<a\nhref = \" https://s.example.com/a?" ALL " \" >x</a>"},
    {"has one", R"(<a href="https://s.example.com/?utm_source=mine&amp;x=y">x</a>)",  R"(<a href="https://s.example.com/?utm_source=mine&amp;x=y&amp;utm_campaign=Spring%20%26%20more">x</a>)"},
    {"area", R"(<area href="https://s.example.com/"/>)", R"(<area href="https://s.example.com/?)" ALL R"("/>)"},
    {"sign in an attribute", R"(<a title="a > b" href="https://s.example.com/">x</a>)", R"(<a title="a > b" href="https://s.example.com/?)" ALL R"(">x</a>)"},
    {"Outlook", R"(<!--[if mso]><a href="https://s.example.com/">x</a><![endif]-->)", R"(<!--[if mso]><a href="https://s.example.com/?)" ALL R"(">x</a><![endif]-->)"},
    {"comment", R"(<!-- <a href="https://s.example.com/">x</a> -->)", nullptr},
    {"style", R"(<style>a > b {} <a href="https://s.example.com/"></style>)", nullptr},
    {"mailto", R"(<a href="mailto:a@example.com?subject=x">x</a>)", nullptr},
    {"telephone", R"(<a href="tel:+49">x</a>)", nullptr},
    {"place", R"(<a href="#top">x</a>)", nullptr},
    {"list of the service", R"(<a href="{{amazonSESUnsubscribeUrl}}">x</a>)", nullptr},
    {"picture", R"(<img src="https://s.example.com/a.png">)", nullptr},
    {"way out", R"(<a href="https://u.example.com/u?p=1&amp;s=2">x</a>)", nullptr},
    {"further than the way out", R"(<a href="https://u.example.com/u?p=1&amp;s=2&amp;lang=de">x</a>)", nullptr},
    {"not ended", R"(<a href="https://s.example.com/)", nullptr},
    {"only words", "1 < 2 and 3 > 2", nullptr},
    {"like the way out", R"(<a href="https://u.example.com/u?p=1&amp;s=23">x</a>)", R"(<a href="https://u.example.com/u?p=1&amp;s=23&amp;)" ALL R"(">x</a>)"},
    {"two", R"(<a href="https://a.example.com/">x</a> or <a href="https://b.example.com/">y</a>)",  R"(<a href="https://a.example.com/?)" ALL R"(">x</a> or <a href="https://b.example.com/?)" ALL R"(">y</a>)"},
};
#endif

} // namespace

class LinkMarksTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void html_data() {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        for (const Row &row : kHtml)
            QTest::newRow(row.name) << QByteArray(row.before) << QByteArray(row.after ? row.after : row.before);
    }
    void html() {
        QFETCH(const QByteArray, before);
        QFETCH(const QByteArray, after);
        QCOMPARE(QByteArray::fromStdString(markedHtml(before.toStdString(), kMarks, {kWayOut, ""})), after);
        QCOMPARE(QByteArray::fromStdString(markedHtml(after.toStdString(), kMarks, {kWayOut})), after); // once is enough
    }

    void text_data() {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        const auto row = [](const char *name, const char *before, const char *after) { QTest::newRow(name) << QByteArray(before) << QByteArray(after); };
        row("in a sentence", "See https://s.example.com/a.", "See https://s.example.com/a?" PLAIN ".");
        row("in brackets", "(https://s.example.com/a_(b))", "(https://s.example.com/a_(b)?" PLAIN ")");
        row("in angle brackets", "<https://s.example.com/?a=1#b>", "<https://s.example.com/?a=1&" PLAIN "#b>");
        row("way out", "https://u.example.com/u?p=1&s=2\n", "https://u.example.com/u?p=1&s=2\n");
        row("no website", "ftp://s.example.com/ a://b", "ftp://s.example.com/ a://b");
        row("two", "http://a.example.com http://b.example.com", "http://a.example.com?" PLAIN " http://b.example.com?" PLAIN);
        row("none", "Nothing: // here", "Nothing: // here");
    }
    void text() {
        QFETCH(const QByteArray, before);
        QFETCH(const QByteArray, after);
        QCOMPARE(QByteArray::fromStdString(markedText(before.toStdString(), kMarks, {kWayOut})), after);
    }

    void clicksThatAreNotFollowed() {
        const LinkMarks marks{{}, true};
        const std::string before = "<a class=\"b\" href=\"https://s.example.com/\">x</a><a href=\"mailto:a@example.com\">y</a>";
        const std::string after = "<a ses:no-track class=\"b\" href=\"https://s.example.com/\">x</a><a href=\"mailto:a@example.com\">y</a>";
        QCOMPARE(markedHtml(before, marks, {}), after);
        QCOMPARE(markedHtml(after, marks, {}), after);
    }
};
AUDIENCE_TEST(LinkMarksTest)

#include "link_marks_test.moc"
