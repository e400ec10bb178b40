#include "app/gui/shots/shots.h"

#include "service/connection_service.h"
#include "ui/connections/connection_guide.h"
#include "ui/connections/corner_panel.h"
#include "ui/connections/mail_server_guide.h"
#include "ui/shell/main_window.h"

#include <QFile>
#include <QPushButton>

namespace audience::gui {

namespace {

using aws::Step;
using aws::StepState;
using service::CornerFeature;
using ui::AmazonFacts;

constexpr const char *kName = "Nordwind";
const QString kPage = QStringLiteral("connections"), kCorner = QStringLiteral("/corner");

// A connection of the empty workspace, with keys in a file; nobody is asked in these pictures.
Result<ui::ConnectionGuide *> guide(Stage &stage) {
    TRY_ASSIGN(const QString path, stage.file(QStringLiteral("keys.ini"), "[default]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = example\n"));
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
    model::SesConnection ses;
    ses.name = kName;
    ses.region = "eu-central-1";
    ses.endpoint = "http://127.0.0.1:1";
    ses.fromAddress = "Nordwind <news@nordwind.example>";
    ses.postalAddress = "Nordwind, Hafenweg 4, 24103 Kiel";
    ses.unsubscribe = {model::UnsubscribeKind::SesList, "nordwind"};
    ses.credentials = "file:" + path.toStdString();
    TRY(service::ConnectionService(stage.session()).save(ses));
    TRY(stage.show(kPage));
    stage.window()->currentPage()->workspaceChanged();
    TRY(stage.settle());
    TRY(stage.show(kPage, QLatin1String(kName)));
    auto *found = stage.window()->findChild<ui::ConnectionGuide *>(QStringLiteral("connectionGuide"));
    if (!found)
        return Error(ErrorKind::Internal, "shots.no_part").with("part", "connectionGuide");
    return found;
}

std::vector<Step> steps(StepState state) {
    std::vector<Step> all;
    const auto add = [&](const char *id, const char *resource, StepState is) {
        all.push_back({id, resource, is, false, {}, {}});
    };
    add("keys", "arn:aws:iam::123456789012:user/anna", StepState::Ok);
    add("account", "123456789012", StepState::Ok);
    add("sender", "nordwind.example", StepState::Ok);
    add("configuration_set", "arn:aws:ses:eu-central-1:123456789012:configuration-set/audience-sync", state);
    add("dead_letter_queue", "arn:aws:sqs:eu-central-1:123456789012:audience-sync-events-7f3a-dead", state);
    add("queue", "arn:aws:sqs:eu-central-1:123456789012:audience-sync-events-7f3a", state);
    add("topic", "arn:aws:sns:eu-central-1:123456789012:audience-sync-events", state);
    add("topic_policy", "arn:aws:sns:eu-central-1:123456789012:audience-sync-events", state);
    add("queue_policy", "arn:aws:sqs:eu-central-1:123456789012:audience-sync-events-7f3a", state);
    add("subscription", "arn:aws:sqs:eu-central-1:123456789012:audience-sync-events-7f3a", state);
    add("event_destination", "audience-sync/audience-sync", state);
    add("greeting", "", StepState::NotTried);
    add("simulator", "", StepState::NotTried);
    return all;
}

service::SenderView sender(bool isWell) {
    service::SenderView view;
    view.account = {!isWell, true, "HEALTHY", isWell ? 14.0 : 1.0, isWell ? 50'000.0 : 200.0, isWell ? 12'400.0 : 12.0};
    aws::SenderReport &report = view.sender;
    report.identity = report.domain = "nordwind.example";
    report.isKnown = true;
    report.isVerified = report.signs = isWell;
    report.dkimStatus = isWell ? "SUCCESS" : "PENDING";
    for (const char *token : {"k3n5w2hq7x", "p9r4t6ydm2", "z8c1v5bga7"})
        report.dkimRecords.push_back({std::string(token) + "._domainkey.nordwind.example", "CNAME", std::string(token) + ".dkim.amazonses.com"});
    report.spf = {aws::RecordVerdict::Weak, "nordwind.example", {}, "aws.mail_from_missing"};
    report.dmarc = isWell ? aws::RecordReport{aws::RecordVerdict::Good, "_dmarc.nordwind.example", "v=DMARC1; p=quarantine; rua=mailto:dmarc@nordwind.example", {}}
                          : aws::RecordReport{aws::RecordVerdict::Missing, "_dmarc.nordwind.example", {}, "aws.dmarc_missing"};
    return view;
}

AmazonFacts withFaults() {
    AmazonFacts facts;
    facts.task = AmazonFacts::Task::Check;
    facts.steps = steps(StepState::Missing);
    facts.steps[2].differences = {{"VerifiedForSendingStatus", "false", "true"}};
    facts.steps[2].state = StepState::Differs;
    facts.steps[5].state = StepState::Differs;
    facts.steps[5].differences = {{"VisibilityTimeout", "30", "120"}, {"MessageRetentionPeriod", "345600", "1209600"}};
    facts.steps[6].state = StepState::Failed;
    facts.steps[6].fault = Error(ErrorKind::Auth, "aws.denied").with("action", "sns:GetTopicAttributes");
    facts.sender = sender(false);
    return facts;
}

AmazonFacts done() {
    AmazonFacts facts;
    facts.task = AmazonFacts::Task::Build;
    facts.steps = steps(StepState::Ok);
    for (std::size_t i = 3; i < 11; ++i)
        facts.steps[i].isWritten = true;
    facts.proof = Step{"simulator", {}, StepState::Ok, false, {}, {}};
    facts.sender = sender(true);
    facts.eventsConnection = "Nordwind-events";
    return facts;
}

Shot guideShot(const char *name, const AmazonFacts &facts) {
    return {kPage, QLatin1String(name), Stage::Place::Empty, [facts](Stage &stage) -> Result<void> {
                TRY_ASSIGN(auto *shown, guide(stage));
                shown->put(kName, facts);
                return stage.settle();
            }};
}

// A mail server beside it, whose password is no secret of this computer.
Result<ui::MailServerGuide *> mailServer(Stage &stage, const char *name, bool hasPassword) {
    TRY(guide(stage));
    model::SmtpConnection smtp;
    smtp.name = name;
    smtp.host = "127.0.0.1"; // where nobody listens
    smtp.port = 1;
    smtp.tls = model::SmtpConnection::Tls::Implicit;
    smtp.user = hasPassword ? "" : "news@nordwind.example";
    smtp.credentials = hasPassword ? "env" : "keychain";
    smtp.fromAddress = "Nordwind <news@nordwind.example>";
    smtp.postalAddress = "Nordwind, Hafenweg 4, 24103 Kiel";
    smtp.unsubscribe = {model::UnsubscribeKind::Mailto, "leave@nordwind.example"};
    TRY(service::ConnectionService(stage.session()).save(smtp));
    stage.window()->currentPage()->workspaceChanged();
    TRY(stage.settle());
    TRY(stage.show(kPage, QLatin1String(name)));
    if (auto *done = stage.window()->findChild<QPushButton *>(QStringLiteral("connectionDone")); done && done->isVisible())
        done->click(); // left open by the picture before
    auto *found = stage.window()->findChild<ui::MailServerGuide *>(QStringLiteral("mailServerGuide"));
    if (!found)
        return Error(ErrorKind::Internal, "shots.no_part").with("part", "mailServerGuide");
    found->setAsksDns(false);
    aws::DomainReport domain;
    domain.domain = "nordwind.example";
    domain.spf = {aws::RecordVerdict::Good, "nordwind.example", "v=spf1 include:mail.example.net -all", {}};
    domain.dmarc = {aws::RecordVerdict::Missing, "_dmarc.nordwind.example", {}, "aws.dmarc_missing"};
    found->put(name, domain);
    return found;
}

Shot mailShot(const char *name, const char *connection, bool hasPassword, const std::function<Result<void>(Stage &)> &act = {}) {
    return {kPage, QLatin1String(name), Stage::Place::Empty, [connection, hasPassword, act](Stage &stage) -> Result<void> {
                TRY(mailServer(stage, connection, hasPassword));
                if (act)
                    TRY(act(stage));
                return stage.settle();
            }};
}

service::CornerView corner(bool isReady) {
    service::CornerView view;
    view.isReady = isReady;
    view.off = {CornerFeature::TrackingDomain};
    if (!isReady) {
        view.off = {CornerFeature::OneClick, CornerFeature::Preferences, CornerFeature::ViewInBrowser, CornerFeature::DoubleOptIn,
                    CornerFeature::Forms,    CornerFeature::Webhooks,    CornerFeature::Images,        CornerFeature::TrackingDomain};
        return view;
    }
    view.plan.connection = kName;
    view.plan.domain = "mail.nordwind.example";
    view.baseUrl = "https://mail.nordwind.example";
    view.cdnHost = "d3k8example.cloudfront.net";
    view.bucket = "audience-sync-public-pages-7f3a";
    view.readAt = Instant{1'795'000'000'000'000};
    view.forms = 128;
    view.webhooks = 4'310;
    view.refused = 2;
    view.counts.waiting = 6;
    view.counts.taken = 4'418;
    view.counts.aside = 2;
    return view;
}

std::vector<service::CornerSignUp> keptAside() {
    std::vector<service::CornerSignUp> entries{{"form", Instant{1'794'990'000'000'000}, "offers", true, R"({"email":"ada.lovelace@example.com"})", "aside", {}},
                                               {"webhook", Instant{1'794'980'000'000'000}, "till", false, R"({"customer":"4711","type":"order.paid"})", "aside", {}}};
    entries[0].reason = Error(ErrorKind::Refused, "corner.sign_up_blocked");
    entries[1].reason = Error(ErrorKind::Refused, "corner.message_of_nobody").with("who", "4711");
    return entries;
}

Shot cornerShot(const char *name, bool isReady, bool isTested) {
    return {kPage, QLatin1String(name), Stage::Place::Empty, [isReady, isTested](Stage &stage) -> Result<void> {
                TRY(guide(stage));
                TRY(stage.show(kPage, kCorner));
                auto *panel = stage.window()->findChild<ui::CornerPanel *>(QStringLiteral("cornerPanel"));
                if (!panel)
                    return Error(ErrorKind::Internal, "shots.no_part").with("part", "cornerPanel");
                panel->put(corner(isReady), {QLatin1String(kName)});
                panel->putAside(isReady ? keptAside() : std::vector<service::CornerSignUp>());
                if (isTested)
                    panel->putChecks({{"page", true, {}}, {"post", true, {}}, {"inbox", true, {}}, {"private", true, {}}});
                else
                    panel->putChecks({});
                return stage.settle();
            }};
}

} // namespace

QList<Shot> connectionShots() {
    return {
        guideShot("connections-guide", {}),
        guideShot("connections-faults", withFaults()),
        guideShot("connections-done", done()),
        cornerShot("connections-corner-off", false, false),
        cornerShot("connections-corner", true, true),
        {kPage, QStringLiteral("connections-mail-new"), Stage::Place::Demo, [](Stage &stage) { return stage.show(kPage, QStringLiteral("new-mail")); }},
        {kPage, QStringLiteral("connections-mail-wrong"), Stage::Place::Demo,
         [](Stage &stage) -> Result<void> {
             TRY(stage.show(kPage, QStringLiteral("new-mail")));
             TRY(stage.type("connectionName", QStringLiteral("Mailbox")));
             TRY(stage.type("connectionHost", QStringLiteral("mail.example.com:587")));
             TRY(stage.type("connectionFrom", QStringLiteral("Nordwind")));
             return stage.click("connectionSave");
         }},
        mailShot("connections-mail", "Mailbox of the shop", true),
        mailShot("connections-mail-form", "Mailbox of the shop", true, [](Stage &stage) { return stage.click("mailServerChange"); }),
        mailShot("connections-mail-fails", "Old mailbox", true, [](Stage &stage) { return stage.click("connectionTest"); }),
        mailShot("connections-mail-locked", "Mailbox of Anna", false),
    };
}

} // namespace audience::gui
