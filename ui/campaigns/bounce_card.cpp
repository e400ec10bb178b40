#include "ui/campaigns/bounce_card.h"

#include "qbase/convert.h"
#include "ui/kit/bar_rows.h"
#include "ui/kit/segmented_control.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace audience::ui {

static constexpr int kMost = 5;

// By RFC 3463, and by what the service says where a mailbox gave no code.
QString bounceWords(const std::string &code) {
    static constexpr std::pair<std::string_view, const char *> kWords[] = {
        {".1.1", QT_TRANSLATE_NOOP("Campaigns", "Mailbox does not exist")},    {".1.2", QT_TRANSLATE_NOOP("Campaigns", "Domain does not exist")},
        {".1.10", QT_TRANSLATE_NOOP("Campaigns", "Domain takes no email")},    {".2.1", QT_TRANSLATE_NOOP("Campaigns", "Mailbox is switched off")},
        {".2.2", QT_TRANSLATE_NOOP("Campaigns", "Mailbox is full")},           {".3.4", QT_TRANSLATE_NOOP("Campaigns", "Email is too large")},
        {".4.1", QT_TRANSLATE_NOOP("Campaigns", "Mail server does not answer")}, {".4.4", QT_TRANSLATE_NOOP("Campaigns", "Mail server was not found")},
        {".4.7", QT_TRANSLATE_NOOP("Campaigns", "Tried for too long")},        {".7.1", QT_TRANSLATE_NOOP("Campaigns", "Refused by the mailbox's rules")},
        {".7.26", QT_TRANSLATE_NOOP("Campaigns", "Sender is not signed")},     {"/NoEmail", QT_TRANSLATE_NOOP("Campaigns", "Mailbox does not exist")},
        {"/Suppressed", QT_TRANSLATE_NOOP("Campaigns", "Blocked by Amazon")},  {"/OnAccountSuppressionList", QT_TRANSLATE_NOOP("Campaigns", "Blocked in your account")},
        {"/MailboxFull", QT_TRANSLATE_NOOP("Campaigns", "Mailbox is full")},   {"/MessageTooLarge", QT_TRANSLATE_NOOP("Campaigns", "Email is too large")},
        {"/ContentRejected", QT_TRANSLATE_NOOP("Campaigns", "Content refused")}, {"/AttachmentRejected", QT_TRANSLATE_NOOP("Campaigns", "Attachment refused")},
        {"/General", QT_TRANSLATE_NOOP("Campaigns", "No reason given")}};
    const auto at = code.find_first_of("./");
    for (const auto &[ending, words] : kWords)
        if (at != std::string::npos && std::string_view(code).substr(at) == ending)
            return QCoreApplication::translate("Campaigns", words);
    return {};
}

BounceCard::BounceCard(QWidget *parent) : QFrame(parent) {
    setObjectName(QStringLiteral("bounceCard"));
    setProperty("role", QStringLiteral("card"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(space::kSmall);
    auto *head = makeRow(space::kSmall);
    head->addWidget(makeLabel(tr("Came back"), "strong", this));
    head->addStretch(1);
    m_by = new SegmentedControl(QStringLiteral("bouncesBy"), tr("Came back, by"), this);
    m_by->addSegment(tr("Reason"));
    m_by->addSegment(tr("Domain"));
    connect(m_by, &SegmentedControl::currentChanged, this, &BounceCard::refresh);
    head->addWidget(m_by);
    column->addLayout(head);
    m_rows = new BarRows(this);
    m_rows->setObjectName(QStringLiteral("bounceRows"));
    m_rows->setAccessibleName(tr("Emails that came back"));
    m_rows->setOpens(true);
    connect(m_rows, &BarRows::rowActivated, this, [this](int row) {
        const bool isCode = m_by->current() == 0;
        const auto &list = isCode ? m_byCode : m_byDomain;
        if (std::size_t(row) < list.size())
            Q_EMIT filterWanted((isCode ? QStringLiteral("bounce:") : QStringLiteral("bounced_at:")) + toQString(list[std::size_t(row)].name));
    });
    column->addWidget(m_rows);
    m_note = makeLabel({}, "secondary", this);
    m_note->setWordWrap(true);
    column->addWidget(m_note);
    column->addStretch(1);
    hide();
}

void BounceCard::show(const service::CampaignReport &report) {
    m_byCode = report.bouncedByCode;
    m_byDomain = report.bouncedByDomain;
    setVisible(!m_byCode.empty());
    refresh();
}

void BounceCard::refresh() {
    const bool isCode = m_by->current() == 0;
    const auto &list = isCode ? m_byCode : m_byDomain;
    QVector<BarRow> rows;
    for (std::size_t i = 0; i < list.size() && int(i) < kMost; ++i) {
        const QString name = toQString(list[i].name), words = isCode ? bounceWords(list[i].name) : QString();
        // "Permanent/NoEmail" is the service's own word, not one for people.
        const bool isCoded = !name.contains(QLatin1Char('/'));
        rows.append({words.isEmpty() ? name : isCoded ? tr("%1 (%2)").arg(words, name) : words, list[i].emails, list[i].isPermanent ? tr("for good") : tr("for the moment"),
                     list[i].isPermanent ? -3 : -4});
    }
    m_rows->setRows(rows);
    const int more = int(list.size()) - int(rows.size());
    m_note->setText(more > 0 ? (isCode ? tr("and %n other reasons", nullptr, more) : tr("and %n other domains", nullptr, more)) : QString());
    m_note->setVisible(more > 0);
}

} // namespace audience::ui
