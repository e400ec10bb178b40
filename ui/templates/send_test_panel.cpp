#include "ui/templates/send_test_panel.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/kit/background.h"
#include "ui/kit/kept.h"
#include "ui/kit/notice.h"
#include "ui/kit/picker.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/text/sentences.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace audience::ui {

using service::TemplateService;

static const QString kAddressKey = QStringLiteral("test/address");

SendTestPanel::SendTestPanel(std::shared_ptr<service::Session> session, QWidget *parent) : QFrame(parent), m_session(std::move(session)) {
    setObjectName(QStringLiteral("sendTestPanel"));
    setAccessibleName(tr("Send a test"));
    setRole(this, "card");
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, space::kSmall, space::kSmall, 12);
    layout->setSpacing(space::kSmall);
    auto *head = makeRow();
    head->addWidget(makeLabel(tr("Send a test"), "strong", this), 1);
    auto *close = makeTool(QStringLiteral("testClose"), tr("Close"), "x", this);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    head->addWidget(close);
    layout->addLayout(head);
    auto *row = makeRow();
    row->addWidget(makeLabel(tr("To"), "secondary", this));
    m_address = new QLineEdit(this);
    m_address->setObjectName(QStringLiteral("testAddress"));
    m_address->setAccessibleName(tr("The address the test goes to"));
    m_address->setPlaceholderText(tr("Your own address"));
    m_address->setMaxLength(320);
    connect(m_address, &QLineEdit::returnPressed, this, &SendTestPanel::askToSend);
    row->addWidget(m_address, 3);
    row->addWidget(makeLabel(tr("as"), "secondary", this));
    m_as = makeButton(QStringLiteral("testAs"), {}, "field", "user", this);
    m_as->setToolTip(tr("The person whose name and values are in it"));
    connect(m_as, &QPushButton::clicked, this, [this] { Q_EMIT personWanted(m_as); });
    row->addWidget(m_as, 2);
    m_send = makeButton(QStringLiteral("testSend"), tr("Send test"), "", "send", this);
    connect(m_send, &QPushButton::clicked, this, &SendTestPanel::askToSend);
    row->addWidget(m_send);
    layout->addLayout(row);
    m_throughRow = new QWidget(this);
    auto *through = new QHBoxLayout(m_throughRow);
    through->setContentsMargins(0, 0, 0, 0);
    through->setSpacing(space::kSmall);
    through->addWidget(makeLabel(tr("Through"), "secondary", m_throughRow));
    m_through = makeButton(QStringLiteral("testThrough"), {}, "field", "plug", m_throughRow);
    m_through->setToolTip(tr("The connection the test leaves through"));
    connect(m_through, &QPushButton::clicked, this, &SendTestPanel::pickWay);
    through->addWidget(m_through);
    through->addStretch(1);
    m_throughRow->hide();
    layout->addWidget(m_throughRow);
    m_happens = makeLabel({}, "secondary", this);
    m_happens->setObjectName(QStringLiteral("testHappens"));
    m_happens->setWordWrap(true);
    layout->addWidget(m_happens);
    m_result = new Notice(QStringLiteral("testResult"), this);
    layout->addWidget(m_result);
    auto *after = makeRow();
    m_open = makeButton(QStringLiteral("testOpen"), tr("Open"), "", "external-link", this);
    m_folder = makeButton(QStringLiteral("testFolder"), tr("Show file"), "", "folder-open", this);
    connect(m_open, &QPushButton::clicked, this, [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(toQString(m_path))); });
    connect(m_folder, &QPushButton::clicked, this, [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(toQString(m_path)).absolutePath())); });
    for (QPushButton *button : {m_open, m_folder}) {
        button->hide();
        after->addWidget(button);
    }
    static_cast<QHBoxLayout *>(after)->addStretch(1);
    layout->addLayout(after);
    hide();
}

void SendTestPanel::open() {
    if (m_address->text().isEmpty())
        m_address->setText(Kept::value(kAddressKey).toString());
    m_result->clear();
    m_open->hide();
    m_folder->hide();
    readWays();
    show();
    m_address->setFocus();
    m_address->selectAll();
}

void SendTestPanel::setPerson(const QString &key, const QString &words) {
    m_person = key;
    m_as->setText(words);
    m_as->setAccessibleName(tr("With the values of %1").arg(words));
}

void SendTestPanel::readWays() {
    ++m_busy;
    inBackground(this, [session = m_session] { return TemplateService(*session).testWays(); }, [this](Result<std::vector<service::TestWay>> ways) {
        --m_busy;
        if (!ways)
            return m_happens->setText(sentence(ways.error()));
        m_ways = *std::move(ways);
        m_throughRow->setVisible(m_ways.size() > 1); // else there is nothing to choose
        sayWhatHappens();
    });
}

void SendTestPanel::pickWay() {
    QList<PickerItem> items;
    for (const service::TestWay &way : m_ways)
        if (way.connection == model::kPracticeConnection)
            items.append({toQString(way.connection), tr("Practice"), tr("a file on this computer"), QStringLiteral("shield")});
        else
            items.append({toQString(way.connection), toQString(way.connection), way.host.empty() ? tr("Amazon SES") : tr("Mail server, %1").arg(toQString(way.host)), QStringLiteral("plug")});
    Picker::pickOne(m_through, items, toQString(m_way), [this](const QStringList &chosen) {
        m_way = toUtf8(chosen.first());
        sayWhatHappens();
    });
}

void SendTestPanel::sayWhatHappens() {
    const auto chosen = std::find_if(m_ways.begin(), m_ways.end(), [this](const service::TestWay &one) { return one.connection == m_way; });
    const service::TestWay &way = chosen != m_ways.end() ? *chosen : m_ways.front();
    m_way = way.connection;
    const bool isPractice = way.connection == model::kPracticeConnection;
    m_through->setText(isPractice ? tr("Practice") : toQString(way.connection));
    m_through->setAccessibleName(tr("Through %1").arg(m_through->text()));
    m_happens->setText(isPractice          ? tr("Practice mode: it is written to a file, no email leaves this computer.")
                       : way.host.empty() ? tr("It leaves at once through %1, from %2.").arg(toQString(way.connection), toQString(way.from))
                                           : tr("It leaves at once through your mail server %1, from %2.").arg(toQString(way.host), toQString(way.from)));
}

void SendTestPanel::askToSend() {
    if (m_address->text().trimmed().isEmpty())
        return m_address->setFocus();
    if (m_send->isEnabled())
        Q_EMIT sendWanted();
}

void SendTestPanel::send(const model::EmailTemplate &email) {
    const QString address = m_address->text().trimmed();
    m_send->setEnabled(false);
    ++m_busy;
    inBackground(this,
                 [session = m_session, email, person = toUtf8(m_person), to = toUtf8(address), way = m_way] { return TemplateService(*session).sendTest(email, person, to, way); },
                 [this, address](Result<service::TestReport> report) {
                     --m_busy;
                     m_send->setEnabled(true);
                     m_open->setVisible(report && report->isPractice);
                     m_folder->setVisible(report && report->isPractice);
                     if (!report)
                         return m_result->say(Tone::Bad, sentence(report.error()), {});
                     Kept::keep(kAddressKey, address);
                     sent(*report, address);
                 });
}

void SendTestPanel::sent(const service::TestReport &report, const QString &address) {
    m_path = report.path;
    if (report.isPractice)
        m_result->say(Tone::Good, tr("The test to %1 was written").arg(address), toQString(report.path));
    else
        m_result->say(Tone::Good, tr("The test is on its way to %1").arg(address),
                      report.host.empty() ? tr("Amazon took it as %1.").arg(toQString(report.messageId)) : tr("Your mail server %1 took it.").arg(toQString(report.host)));
}

void SendTestPanel::keyPressEvent(QKeyEvent *event) {
    if (event->key() == Qt::Key_Escape)
        return hide();
    QFrame::keyPressEvent(event);
}

} // namespace audience::ui
