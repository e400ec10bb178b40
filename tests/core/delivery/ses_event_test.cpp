#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/json.h"
#include "delivery/ses_event.h"
#include "support/shared_data.h"
#endif
#include "support/test_main.h"

#include <QDir>
#include <QTest>

using namespace audience;
using namespace audience::delivery;

class SesEventTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyDocumentedRecord_data() {
        AUDIENCE_NEED_SHARED("data/ses_events");
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("subtype");
        QTest::addColumn<int>("recipients");
        const auto row = [](const char *file, const char *kind, const char *subtype,
                            int recipients) {
            QTest::newRow(file) << QString::fromLatin1(file) << QString::fromLatin1(kind)
                                << QString::fromLatin1(subtype) << recipients;
        };
        row("event__bounce_record", "bounce", "Permanent/General", 1);
        row("event__click_record", "click", "", 1);
        row("event__complaint_record", "complaint", "abuse", 1);
        row("event__delivery_record", "delivery", "", 1);
        row("event__deliverydelay_record", "delivery_delay", "TransientCommunicationFailure", 1);
        row("event__open_record", "open", "", 1);
        row("event__reject_record", "reject", "", 1);
        row("event__rendering_failure_record", "rendering_failure", "", 1);
        row("event__send_record", "send", "", 1);
        row("event__subscription_record", "subscription", "", 1);
        row("notification__amazon_sns_delivery_notification_example", "delivery", "", 1);
        row("notification__bounce_notification_with_a_dsn", "bounce", "Permanent/General", 1);
        row("notification__bounce_notification_without_a_dsn", "bounce", "Permanent/General", 2);
        row("notification__complaint_notification_with_a_feedback_report", "complaint", "abuse", 1);
        row("notification__complaint_notification_without_a_feedback_report", "complaint", "", 1);
    }
    void everyDocumentedRecord() {
        QFETCH(QString, file);
        QFETCH(QString, kind);
        QFETCH(QString, subtype);
        QFETCH(int, recipients);
        QFile source(
            test::sharedPath(QStringLiteral("data/ses_events/") + file + QStringLiteral(".json")));
        QVERIFY(source.open(QIODevice::ReadOnly));
        const std::string body = source.readAll().toStdString();
        const auto plain = parseSesEvent(body);
        QVERIFY2(plain, plain ? "" : plain.error().id.c_str());
        QVERIFY(plain->has_value());
        const SesEvent &event = **plain;
        QCOMPARE(QString::fromUtf8(toText(event.kind).data()), kind);
        QCOMPARE(QString::fromStdString(event.subtype), subtype);
        QCOMPARE(static_cast<int>(event.recipients.size()), recipients);
        QVERIFY(!event.messageId.empty());
        QVERIFY(event.at.micros > 0);
        QCOMPARE(event.link.empty(), event.kind != EventKind::Click);
        QCOMPARE(event.unsubscribedFromAll, event.kind == EventKind::Subscription);

        // The same event in its envelope is the same event.
        const Json envelope{{"Type", "Notification"}, {"MessageId", "x"}, {"Message", body}};
        const auto wrapped = parseSesEvent(dumpJson(envelope));
        QVERIFY(wrapped && wrapped->has_value());
        QCOMPARE((*wrapped)->dedupeKey(), event.dedupeKey());
    }

    void everyFileHasARow() {
        AUDIENCE_NEED_SHARED("data/ses_events");
        const QDir folder(test::sharedPath(QStringLiteral("data/ses_events")));
        QCOMPARE(folder.entryList({QStringLiteral("*.json")}).size(), 15);
    }

    void whatIsNoEvent_data() {
#ifndef Q_MOC_RUN // nor raw strings inside a class
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("error"); // empty: belongs to the channel
        const auto row = [](const char *name, const char *body, const char *error) {
            QTest::newRow(name) << QByteArray(body) << QByteArray(error);
        };
        row("greeting", "Successfully validated SNS topic for Amazon SES event publishing.", "");
        row("greeting in its envelope",
            R"({"Type":"Notification","Message":"Successfully validated SNS topic for Amazon SES event publishing."})",
            "");
        row("confirmation", R"({"Type":"SubscriptionConfirmation","Message":"You have chosen"})",
            "");
        row("greeting of notifications",
            R"({"notificationType":"AmazonSnsSubscriptionSucceeded","message":"x"})", "");
        row("empty", "", "event.not_json");
        row("a word", "hello", "event.not_json");
        row("a list", "[]", "event.not_json");
        row("half", R"({"eventType":"Bounce")", "event.not_json");
        row("no type", "{}", "event.no_type");
        row("a type of another kind", R"({"eventType":5})", "event.no_type");
        row("unknown type", R"({"eventType":"Teleport","mail":{}})", "event.unknown_type");
        row("no mail", R"({"eventType":"Bounce"})", "event.incomplete");
        row("no id", R"({"eventType":"Bounce","mail":{}})", "event.incomplete");
        row("no time", R"({"eventType":"Send","mail":{"messageId":"a"}})", "event.incomplete");
        row("broken content", R"({"Type":"Notification","Message":"{"})", "event.not_json");
#endif
    }
    void whatIsNoEvent() {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, error);
        const auto parsed = parseSesEvent(body.toStdString());
        QCOMPARE(QByteArray::fromStdString(parsed ? std::string() : parsed.error().id), error);
        if (parsed)
            QVERIFY(!parsed->has_value());
    }

    void marksAndTags() {
#ifndef Q_MOC_RUN // nor raw strings inside a class
        const auto parsed = parseSesEvent(
            R"({"eventType":"Open","mail":{"messageId":"m","timestamp":"2026-01-02T03:04:06.001Z",
            "headersTruncated":"false","tags":{"as_ws":["w"],"as_attempt":["t"]},
            "destination":["a@example.com"]},"open":{"isBotEvent":"Likely",
            "timestamp":"2026-01-02T03:05:06.001Z"},"future":{"x":[1,2]}})");
        QVERIFY(parsed && parsed->has_value());
        QCOMPARE((*parsed)->workspaceTag, std::string("w"));
        QCOMPARE((*parsed)->attemptTag, std::string("t"));
        QVERIFY((*parsed)->isMachine);
#endif
    }
};

AUDIENCE_TEST(SesEventTest)
#include "ses_event_test.moc"
