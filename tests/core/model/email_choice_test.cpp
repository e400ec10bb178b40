// Which translation and which variant of an email a reader gets.
#include "model/email_choice.h"
#include "support/test_main.h"

#include <QTest>

using namespace audience;
using namespace audience::model;

class EmailChoiceTest : public QObject {
    Q_OBJECT
    static EmailTemplate email() {
        EmailTemplate email;
        email.name = "News";
        email.language = "en";
        email.subject = "News";
        email.preheader = "Soon";
        email.html = "<p>Hello</p>";
        email.text = "Hello";
        email.translations = {{"de", {"Neues", "", "<p>Hallo</p>", "", {}}}, {"de-AT", {"Servus", "", "", "", {}}}, {"zh-Hant", {"zh", "", "", "", {}}}};
        email.variants = {{"B", {"Other news", "", "", "", {}}}};
        return email;
    }

private Q_SLOTS:
    void theNearestTranslation_data() {
        QTest::addColumn<QString>("written");
        QTest::addColumn<int>("translation");
        QTest::newRow("exact") << QStringLiteral("de-AT") << 1;
        QTest::newRow("case and underscore") << QStringLiteral("DE_at") << 1;
        QTest::newRow("of a system") << QStringLiteral(" de_AT.UTF-8@euro ") << 1;
        QTest::newRow("language only") << QStringLiteral("de-CH") << 0;
        QTest::newRow("language") << QStringLiteral("de") << 0;
        QTest::newRow("script and country") << QStringLiteral("zh-Hant-TW") << 2;
        QTest::newRow("another script") << QStringLiteral("zh-Hans") << -1;
        QTest::newRow("the email's own") << QStringLiteral("en-GB") << -1;
        QTest::newRow("none") << QStringLiteral("fr") << -1;
        QTest::newRow("a word") << QStringLiteral("German, I think") << -1;
        QTest::newRow("too short") << QStringLiteral("d") << -1;
        QTest::newRow("empty") << QString() << -1;
    }
    void theNearestTranslation() {
        QFETCH(const QString, written);
        QFETCH(const int, translation);
        QCOMPARE(translationFor(email(), written.toStdString()), translation);
    }

    void theOwnLanguageCountsAsATranslation() {
        EmailTemplate brazil = email();
        brazil.language = "pt-BR";
        brazil.translations = {{"pt", {"Novidades", "", "", "", {}}}};
        QCOMPARE(translationFor(brazil, "pt-BR"), -1);
        QCOMPARE(translationFor(brazil, "pt-PT"), 0);
    }

    void emptyPartsAreTheEmails() {
        const EmailTemplate german = inLanguage(email(), 0), austrian = inLanguage(email(), 1);
        QCOMPARE(german.subject, std::string("Neues"));
        QCOMPARE(german.preheader, std::string("Soon"));
        QCOMPARE(german.html, std::string("<p>Hallo</p>"));
        QCOMPARE(german.text, std::string()); // made from its own HTML, not the English text
        QCOMPARE(german.language, std::string("de"));
        QVERIFY(german.translations.empty());
        QCOMPARE(austrian.html, std::string("<p>Hello</p>"));
        QCOMPARE(austrian.text, std::string("Hello"));
        QCOMPARE(inLanguage(email(), -1).subject, std::string("News"));
        QCOMPARE(inLanguage(email(), 99).subject, std::string("News"));
    }

    void variants() {
        const auto b = asVariant(email(), "b");
        QVERIFY(b.has_value());
        QCOMPARE(b->subject, std::string("Other news"));
        QCOMPARE(b->html, std::string("<p>Hello</p>"));
        QCOMPARE(b->translations.size(), std::size_t(3));
        QVERIFY(b->variants.empty());
        QCOMPARE(asVariant(email(), "")->subject, std::string("News"));
        QCOMPARE(asVariant(email(), "A")->subject, std::string("News"));
        const auto none = asVariant(email(), "C");
        QVERIFY(!none);
        QCOMPARE(none.error().id, std::string("template.no_such_variant"));
    }

    void rightToLeft() {
        for (const char *tag : {"ar", "he-IL", "FA", "ur", "az-Arab"})
            QVERIFY2(isRightToLeft(tag), tag);
        for (const char *tag : {"de", "", "en-US", "arn"})
            QVERIFY2(!isRightToLeft(tag), tag);
    }
};

AUDIENCE_TEST(EmailChoiceTest)
#include "email_choice_test.moc"
