#include "email/address.h"
#include "support/shared_data.h"
#include "support/test_main.h"

#include <QFile>
#include <QTest>
#include <QXmlStreamReader>

#include <map>

using namespace audience;
using namespace audience::email;

class AddressTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // The published corpus: what is an error, a comment or an obsolete form is refused; what is
    // valid in SMTP is accepted and comes back as it was written.
    void corpus() {
        AUDIENCE_NEED_SHARED("data/email_addresses");
        QFile file(test::sharedPath(QStringLiteral("data/email_addresses/tests-original.xml")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QXmlStreamReader xml(&file);
        std::map<std::string, int> seen;
        QString address, category;
        while (!xml.atEnd()) {
            xml.readNext();
            if (xml.isStartElement() && xml.name() == QLatin1String("test"))
                address.clear();
            else if (xml.isStartElement() && xml.name() == QLatin1String("address"))
                address = xml.readElementText();
            else if (xml.isStartElement() && xml.name() == QLatin1String("category"))
                category = xml.readElementText();
            else if (xml.isEndElement() && xml.name() == QLatin1String("test"))
                checkCase(address, category, seen);
        }
        QVERIFY(!xml.hasError());
        QCOMPARE(seen["ISEMAIL_ERR"], 88);
        QCOMPARE(seen["ISEMAIL_VALID_CATEGORY"] + seen["ISEMAIL_DNSWARN"], 42);
        QCOMPARE(seen["ISEMAIL_RFC5321"], 66);
    }
    void errors_data() {
        QTest::addColumn<QByteArray>("address");
        QTest::addColumn<QByteArray>("error");
        QTest::newRow("empty") << QByteArray() << QByteArray("email.address_empty");
        QTest::newRow("no at") << QByteArray("ada") << QByteArray("email.address_no_at");
        QTest::newRow("no local") << QByteArray("@a.org")
                                  << QByteArray("email.address_local_invalid");
        QTest::newRow("umlaut") << QByteArray("j\xc3\xb6rg@a.org")
                                << QByteArray("email.address_local_not_ascii");
        QTest::newRow("blank") << QByteArray("a b@a.org")
                               << QByteArray("email.address_local_invalid");
        QTest::newRow("injected") << QByteArray("a@a.org\r\nBcc: x@y.org")
                                  << QByteArray("email.address_domain_invalid");
        QTest::newRow("nul") << QByteArray("a@a\0.org", 8)
                             << QByteArray("email.address_domain_invalid");
        QTest::newRow("two") << QByteArray("a@a.org,b@b.org")
                             << QByteArray("email.address_domain_invalid");
        QTest::newRow("bad utf-8")
            << QByteArray("a@\xff.org") << QByteArray("email.address_domain_invalid");
        QTest::newRow("long local")
            << QByteArray(65, 'a') + "@a.org" << QByteArray("email.address_too_long");
        QTest::newRow("label dash")
            << QByteArray("a@-b.org") << QByteArray("email.address_domain_invalid");
    }
    void errors() {
        QFETCH(QByteArray, address);
        QFETCH(QByteArray, error);
        const auto checked = checkAddress(address.toStdString());
        QVERIFY(!checked);
        QCOMPARE(checked.error().id, error.toStdString());
    }
    void canonicalForm() {
        QCOMPARE(*normalisedAddress("  Ada.L@Example.COM\n"), std::string("Ada.L@example.com"));
        QCOMPARE(*normalisedAddress("a@b\xc3\xbc\x63her.example"),
                 std::string("a@xn--bcher-kva.example"));
        QCOMPARE(*normalisedAddress("a@B\xc3\x9c\x43HER.example"),
                 std::string("a@xn--bcher-kva.example"));
        // The German sharp s is a letter of its own in UTS 46 non-transitional.
        QCOMPARE(*normalisedAddress("a@stra\xc3\x9f\x65.de"), std::string("a@xn--strae-oqa.de"));
        QCOMPARE(*normalisedAddress("a@\xe4\xbe\x8b\xe5\xad\x90.\xe6\xb5\x8b\xe8\xaf\x95"),
                 std::string("a@xn--fsqu00a.xn--0zwm56d"));
        QCOMPARE(addressKey(" ADA@Example.com"), addressKey("ada@EXAMPLE.com "));
        QCOMPARE(addressKey(" Not An Address "), std::string("not an address"));
        QVERIFY(checkAddress("\"a b\"@c.org")->unusual);
        QVERIFY(checkAddress("a@localhost")->unusual);
        QVERIFY(!checkAddress("a@c.org")->unusual);
    }
    void mailboxes() {
        const auto check = [](std::string_view text, const char *name, const char *address) {
            const auto mailbox = parseAddress(text);
            QVERIFY2(mailbox, std::string(text).c_str());
            QCOMPARE(mailbox->name, std::string(name));
            QCOMPARE(mailbox->address, std::string(address));
        };
        check("a@b.org", "", "a@b.org");
        check(" <a@B.org> ", "", "a@b.org");
        check("Ada Lovelace <a@b.org>", "Ada Lovelace", "a@b.org");
        check("\"Lovelace, \\\"Ada\\\" <x>\" <a@b.org>", "Lovelace, \"Ada\" <x>", "a@b.org");
        check("J\xc3\xb6rg <\"x<y\"@b.org>", "J\xc3\xb6rg", "\"x<y\"@b.org");
        for (const char *text :
             {"", "Ada", "Ada <a>", "Ada <a@b.org", "\"Ada <a@b.org>", "\"Ada\" x <a@b.org>",
              "Ada\r\nBcc: x <a@b.org>", "Ada a@b.org>", "\xff <a@b.org>", "<>", ">", "\"<"})
            QVERIFY2(!parseAddress(text), text);
    }

private:
    static void checkCase(const QString &written, const QString &category,
                          std::map<std::string, int> &seen) {
        QString address = written;
        for (QChar &c : address)
            if (c.unicode() >= 0x2400 && c.unicode() < 0x2420)
                c = QChar(c.unicode() - 0x2400);
        const std::string text = address.toStdString();
        ++seen[category.toStdString()];
        const bool accepted = category == QLatin1String("ISEMAIL_VALID_CATEGORY") ||
                              category == QLatin1String("ISEMAIL_DNSWARN") ||
                              category == QLatin1String("ISEMAIL_RFC5321");
        QVERIFY2(isValidAddress(text) == accepted, (category.toStdString() + ' ' + text).c_str());
        if (accepted) {
            QCOMPARE(QString::fromStdString(*normalisedAddress(text)).toLower(), address.toLower());
            QCOMPARE(checkAddress(text)->unusual, category == QLatin1String("ISEMAIL_RFC5321"));
        }
    }
};

AUDIENCE_TEST(AddressTest)
#include "address_test.moc"
