#include "ui/connections/mail_server_guide.h"

#include "qbase/convert.h"
#include "service/mail_server.h"
#include "service/session.h"
#include "service/template_service.h"
#include "ui/connections/amazon_words.h"
#include "ui/connections/connection_words.h"
#include "ui/connections/finding_row.h"
#include "ui/kit/background.h"
#include "ui/kit/card.h"
#include "ui/kit/kept.h"
#include "ui/kit/notice.h"
#include "ui/kit/theme.h"
#include "ui/text/sentences.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace audience::ui {

using service::ConnectionService;
using service::TestReport;

static const QString kAddressKey = QStringLiteral("test/address");

MailServerGuide::MailServerGuide(std::shared_ptr<service::Session> session, QWidget *parent) : QWidget(parent), m_session(std::move(session)) {
    setObjectName(QStringLiteral("mailServerGuide"));
}

// Only when there is such a connection to show.
void MailServerGuide::make() {
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kMedium);
    makeServer();
    makeTest();
    makeDomain();
    makeSilence();
}

void MailServerGuide::makeServer() {
    m_server = new Card(tr("Mail server"), this);
    auto *change = makeButton(QStringLiteral("mailServerChange"), tr("Change"), "", "pencil", this);
    change->setAccessibleName(tr("Change this connection"));
    m_server->addAction(change);
    connect(change, &QPushButton::clicked, this, &MailServerGuide::changeWanted);
    m_place = new FindingRow(QStringLiteral("mailServerPlace"), tr("Server"), this);
    m_login = new FindingRow(QStringLiteral("mailServerLogin"), tr("Login"), this);
    m_from = new FindingRow(QStringLiteral("mailServerFrom"), tr("Sender"), this);
    m_leave = new FindingRow(QStringLiteral("mailServerLeave"), tr("How people unsubscribe"), this);
    m_speed = new FindingRow(QStringLiteral("mailServerSpeed"), tr("Speed"), this);
    for (FindingRow *row : {m_place, m_login, m_from, m_leave, m_speed})
        m_server->body()->addWidget(row);
    layout()->addWidget(m_server);
}

void MailServerGuide::makeTest() {
    m_test = new Card(tr("A test email to yourself"), this);
    auto *row = makeRow();
    m_address = new QLineEdit(this);
    m_address->setObjectName(QStringLiteral("mailServerTestAddress"));
    m_address->setAccessibleName(tr("The address the test goes to"));
    m_address->setPlaceholderText(tr("Your own address"));
    m_address->setMaxLength(320);
    m_address->setText(Kept::value(kAddressKey).toString());
    m_send = makeButton(QStringLiteral("mailServerSendTest"), tr("Send a test email"), "", "send", this);
    row->addWidget(m_address, 1);
    row->addWidget(m_send);
    m_test->body()->addLayout(row);
    m_result = new Notice(QStringLiteral("mailServerTestResult"), this);
    m_test->body()->addWidget(m_result);
    connect(m_send, &QPushButton::clicked, this, &MailServerGuide::sendTest);
    connect(m_address, &QLineEdit::returnPressed, this, &MailServerGuide::sendTest);
    connect(m_address, &QLineEdit::textEdited, this, [this] { ui::setProperty(m_address, "invalid", false); });
    layout()->addWidget(m_test);
}

void MailServerGuide::makeDomain() {
    m_domain = new Card(tr("What mailboxes look at"), this);
    m_look = makeButton(QStringLiteral("mailServerLook"), tr("Look up"), "", "search", this);
    m_look->setAccessibleName(tr("Look up what the sender's domain says"));
    m_domain->addAction(m_look);
    connect(m_look, &QPushButton::clicked, this, &MailServerGuide::lookUp);
    m_spf = new FindingRow(QStringLiteral("mailServerSpf"), tr("Allowed servers (SPF)"), this);
    m_dmarc = new FindingRow(QStringLiteral("mailServerDmarc"), tr("Protection of the name (DMARC)"), this);
    m_dkim = new FindingRow(QStringLiteral("mailServerDkim"), tr("Signed emails (DKIM)"), this);
    for (FindingRow *row : {m_spf, m_dmarc, m_dkim})
        m_domain->body()->addWidget(row);
    m_dkim->say(Mark::Hint, tr("Your mail server signs, or it does not: it cannot be seen from here. Open the source of a test email; \"dkim=pass\" stands there when all is well."));
    layout()->addWidget(m_domain);
}

void MailServerGuide::makeSilence() {
    auto *card = new Card(tr("What your mail server does not tell"), this);
    auto *opens = new FindingRow(QStringLiteral("mailServerOpens"), tr("Deliveries, openings and clicks"), this);
    opens->say(Mark::Hint, tr("It takes an email and reports nothing later. Reports of a campaign then show how many it took and what people bought; deliveries, openings, clicks and the click "
                              "map stay empty, and nobody can be left out for having opened."));
    m_bounces = new FindingRow(QStringLiteral("mailServerBounces"), tr("Bounces and complaints"), this);
    auto *limits = new FindingRow(QStringLiteral("mailServerLimits"), tr("Limits that pause a campaign"), this);
    limits->say(Mark::Hint, tr("Without bounces and complaints they cannot act. Start with few people, and look into the mailbox before you go on."));
    for (FindingRow *row : {opens, m_bounces, limits})
        card->body()->addWidget(row);
    layout()->addWidget(card);
}

void MailServerGuide::show(const service::ConnectionView &connection, bool mayAct, bool showsServer, std::optional<bool> works) {
    const bool isOther = m_current.name != connection.name;
    if (m_server && isOther) {
        m_result->clear();
        ui::setProperty(m_address, "invalid", false);
    }
    m_current = connection;
    m_mayAct = mayAct;
    m_showsServer = showsServer;
    m_works = works;
    refresh();
    if (!m_server || !isOther)
        return;
    if (const auto unseen = m_unseen.extract(m_current.name))
        sent(unseen.mapped().first, unseen.mapped().second);
    else if (!m_testing.empty() && m_testing == m_current.name)
        m_result->say(Tone::Neutral, tr("On its way to the server…"), {});
}

void MailServerGuide::put(const std::string &name, const aws::DomainReport &domain) {
    m_domains[name] = domain;
    m_failed.erase(name);
    refresh();
}

void MailServerGuide::refresh() {
    if (!m_current.smtp)
        return hide();
    if (!m_server)
        make();
    const model::SmtpConnection &smtp = *m_current.smtp;
    m_server->setVisible(m_showsServer);
    m_place->say(!m_works ? Mark::Waiting : *m_works ? Mark::Good : Mark::Bad, tr("%1, %2").arg(toQString(smtp.address()), encryptionWords(smtp.tls)));
    m_login->say(m_works.value_or(false) ? Mark::Good : Mark::Waiting, smtp.user.empty() ? tr("None: the server asks for no login.") : tr("As %1. %2.").arg(toQString(smtp.user), passwordWords(smtp)));
    m_from->say(Mark::Good, toQString(smtp.fromAddress));
    m_leave->say(isOneClick(smtp.unsubscribe) ? Mark::Good : Mark::Warning, leaveWords(smtp.unsubscribe));
    m_speed->say(Mark::Good, tr("Up to %1 emails a second.").arg(serverRateWords(smtp.ratePerSecond)));
    m_bounces->say(Mark::Hint, tr("They come as emails to %1. Block those addresses under Settings, Blocked addresses: nobody does it for you.").arg(toQString(smtp.fromAddress)));
    m_send->setEnabled(m_mayAct && m_busy == 0);
    m_send->setToolTip(m_mayAct ? QString() : tr("Save the connection and its password first"));
    m_look->setEnabled(m_busy == 0);
    refreshDomain();
    QWidget::show();
}

void MailServerGuide::refreshDomain() {
    const auto known = m_domains.find(m_current.name);
    if (known == m_domains.end()) {
        m_spf->say(Mark::Waiting, tr("Not looked up yet."));
        m_dmarc->say(Mark::Waiting, tr("Not looked up yet."));
        m_domain->setNote({});
        return sayFailed();
    }
    const aws::DomainReport &domain = known->second;
    const auto found = [](const aws::RecordReport &record) { return record.found.empty() ? QStringList() : QStringList(toQString(record.found)); };
    const auto words = [](const aws::RecordReport &record, const QString &good) {
        return !record.finding.empty() ? sentence(record.finding, {{"name", record.name}}) : record.verdict == aws::RecordVerdict::Unknown ? tr("Could not be looked up now.") : good;
    };
    m_spf->say(recordMark(domain.spf.verdict), words(domain.spf, tr("The domain says which servers send for it. See that yours is among them.")), found(domain.spf));
    m_dmarc->say(recordMark(domain.dmarc.verdict), dmarcWords(domain.dmarc), found(domain.dmarc));
    m_domain->setNote(toQString(domain.domain));
    sayFailed();
}

void MailServerGuide::sayFailed() {
    if (const auto failed = m_failed.find(m_current.name); failed != m_failed.end())
        m_spf->say(Mark::Bad, sentence(failed->second));
}

void MailServerGuide::lookUp() {
    if (!m_current.smtp || !m_asksDns)
        return;
    ++m_busy;
    refresh();
    inBackground(this, [smtp = *m_current.smtp] { return service::mailDomain(smtp); }, [this, name = m_current.name](Result<aws::DomainReport> domain) {
        --m_busy;
        m_failed.erase(name);
        if (domain)
            m_domains[name] = *std::move(domain);
        else
            m_failed.emplace(name, domain.error());
        refresh();
    });
}

void MailServerGuide::sendTest() {
    const QString address = m_address->text().trimmed();
    if (!m_send->isEnabled())
        return;
    if (address.isEmpty()) {
        ui::setProperty(m_address, "invalid", true);
        m_address->setFocus();
        return m_result->say(Tone::Warning, tr("Type the address the test shall go to."), {});
    }
    ++m_busy;
    m_testing = m_current.name;
    m_unseen.erase(m_testing);
    m_result->say(Tone::Neutral, tr("On its way to the server…"), {});
    refresh();
    const QString name = toQString(m_current.name);
    inBackground(this, [session = m_session, name = m_current.name, to = toUtf8(address), subject = toUtf8(tr("Test through %1").arg(name)),
                        text = toUtf8(tr("This email came through %1. If you read it in your mailbox, the connection works.").arg(name))] {
        return ConnectionService(*session).sendHello(name, to, subject, text);
    }, [this, address, name = m_current.name](Result<TestReport> report) {
        --m_busy;
        m_testing.clear();
        if (name == m_current.name)
            sent(address, report);
        else
            m_unseen.insert_or_assign(name, std::pair(address, report));
        refresh();
    });
}

void MailServerGuide::sent(const QString &address, const Result<TestReport> &report) {
    ui::setProperty(m_address, "invalid", !report && report.error().kind == ErrorKind::Invalid);
    if (!report)
        return m_result->say(Tone::Bad, tr("No email left"), sentence(report.error()));
    Kept::keep(kAddressKey, address);
    m_result->say(Tone::Good, tr("Your mail server took the email to %1").arg(address), tr("Look into the mailbox, and into its spam folder: whether it arrives is not reported back."));
}

} // namespace audience::ui
