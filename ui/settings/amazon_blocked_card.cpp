#include "ui/settings/amazon_blocked_card.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/kit/background.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/jobs.h"
#include "ui/kit/notice.h"
#include "ui/kit/theme.h"
#include "ui/kit/zoned.h"
#include "ui/settings/setting_row.h"
#include "ui/text/sentences.h"

#include <QCheckBox>
#include <QHBoxLayout>

#include <algorithm>
#include <utility>

namespace audience::ui {

using service::SuppressionSync;
using service::SuppressionSyncView;
using service::SyncedAccount;
using workspace::SuppressionReason;

AmazonBlockedCard::AmazonBlockedCard(std::shared_ptr<service::Session> session, Jobs *jobs, QWidget *parent)
    : QWidget(parent), m_session(std::move(session)), m_jobs(jobs) {
    setObjectName(QStringLiteral("amazonBlocked"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    QBoxLayout *rows = nullptr;
    QFrame *card = makeSettingsCard(tr("Amazon's own list"), this, &rows);
    layout->addWidget(card);
    auto *about = makeLabel(tr("Amazon keeps a list of addresses for your account that it writes to no more, whichever program asks."), "secondary", card);
    about->setWordWrap(true);
    rows->addWidget(about);
    m_rows = makeColumn(space::kSmall);
    rows->addLayout(m_rows);
    m_notice = new Notice(QStringLiteral("amazonBlockedNotice"), card);
    rows->addWidget(m_notice);
    auto *line = new FlowLayout(nullptr, space::kSmall);
    m_bring = makeButton(QStringLiteral("amazonBring"), tr("Bring from Amazon"), "", "download", card);
    m_bring->setToolTip(tr("Who is on Amazon's list is blocked here too"));
    m_tell = makeButton(QStringLiteral("amazonTell"), tr("Tell Amazon"), "", "upload", card);
    m_tell->setCheckable(true);
    m_stop = makeButton(QStringLiteral("amazonStop"), tr("Stop"), "", nullptr, card);
    m_running = makeLabel({}, "secondary", card);
    m_running->setObjectName(QStringLiteral("amazonRunning"));
    m_running->setMinimumHeight(Theme::instance().controlHeight());
    for (QWidget *part : {static_cast<QWidget *>(m_bring), static_cast<QWidget *>(m_tell), static_cast<QWidget *>(m_stop), static_cast<QWidget *>(m_running)})
        line->addWidget(part);
    rows->addLayout(line);
    makeReasons(rows);
    connect(m_bring, &QPushButton::clicked, this, [this] { run({}); });
    connect(m_tell, &QPushButton::toggled, this, [this](bool wanted) {
        m_reasons->setVisible(wanted);
        if (wanted)
            m_chosen.front().second->setFocus();
    });
    connect(m_stop, &QPushButton::clicked, this, [this] {
        if (m_job)
            m_job->cancel();
    });
    hide();
}

// Told are those whose mailbox is gone or who complained; the others may still want what they wait for.
void AmazonBlockedCard::makeReasons(QBoxLayout *rows) {
    m_reasons = new QWidget(this);
    auto *column = new QVBoxLayout(m_reasons);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kSmall);
    auto *about = makeLabel(tr("Which of those that only this workspace blocks shall Amazon block too? It then blocks receipts and everything else to them as well, and an address taken off here "
                               "later stays on its list. One address is told each second."), "secondary", m_reasons);
    about->setWordWrap(true);
    column->addWidget(about);
    auto *boxes = new FlowLayout(nullptr, space::kMedium);
    const auto add = [&](SuppressionReason reason, const char *objectName, const QString &words, bool isUsual) {
        auto *box = new QCheckBox(words, m_reasons);
        box->setObjectName(QLatin1String(objectName));
        box->setChecked(isUsual);
        box->setMinimumHeight(Theme::instance().controlHeight());
        boxes->addWidget(box);
        m_chosen.emplace_back(reason, box);
        connect(box, &QCheckBox::toggled, this, &AmazonBlockedCard::refresh);
    };
    add(SuppressionReason::Bounce, "tellBounced", tr("Bounced for good"), true);
    add(SuppressionReason::Complaint, "tellComplained", tr("Complained"), true);
    add(SuppressionReason::Manual, "tellManual", tr("Blocked by hand"), false);
    add(SuppressionReason::Import, "tellImported", tr("Came with a list"), false);
    add(SuppressionReason::Unsubscribe, "tellUnsubscribed", tr("Unsubscribed"), false);
    column->addLayout(boxes);
    m_tellNow = makeButton(QStringLiteral("amazonTellNow"), tr("Tell Amazon of these"), "", "upload", m_reasons);
    column->addWidget(m_tellNow, 0, Qt::AlignLeading);
    connect(m_tellNow, &QPushButton::clicked, this, [this] {
        std::set<SuppressionReason> reasons;
        for (const auto &[reason, box] : m_chosen)
            if (box->isChecked())
                reasons.insert(reason);
        if (m_tellNow->hasFocus())
            m_tell->setFocus(); // the panel goes
        m_tell->setChecked(false);
        run(reasons);
    });
    m_reasons->hide();
    rows->addWidget(m_reasons);
}

void AmazonBlockedCard::read() {
    ++m_busy;
    inBackground(this, [session = m_session] { return SuppressionSync(*session).accounts(); }, [this](Result<std::vector<SyncedAccount>> accounts) {
        --m_busy;
        if (!accounts) {
            m_notice->say(Tone::Bad, sentence(accounts.error()), {});
            m_isUnread = true;
            return;
        }
        if (std::exchange(m_isUnread, false))
            m_notice->clear();
        m_accounts = *std::move(accounts);
        refresh();
        const auto failed = std::exchange(m_failed, {});
        if (failed && std::none_of(m_accounts.begin(), m_accounts.end(), [](const SyncedAccount &one) { return one.fault.has_value(); }))
            m_notice->say(Tone::Bad, sentence(*failed), {});
    });
}

void AmazonBlockedCard::put(const std::vector<SyncedAccount> &accounts) {
    m_accounts = accounts;
    refresh();
}

void AmazonBlockedCard::run(const std::set<SuppressionReason> &told) {
    if (m_job)
        return;
    const bool isAtKeys = m_bring->hasFocus() || m_tell->hasFocus();
    ++m_busy;
    m_notice->clear();
    m_isUnread = false;
    const bool tells = !told.empty();
    m_job = m_jobs->start(tells ? tr("Telling Amazon whom to block") : tr("Bringing Amazon's list of blocked addresses"), this,
                          [session = m_session, told](Progress *progress, const CancelToken &cancel) { return SuppressionSync(*session).run({}, told, cancel, progress); },
                          [this, tells](Result<std::vector<SuppressionSyncView>> views) {
                              --m_busy;
                              m_job = nullptr;
                              ended(views, tells);
                          });
    connect(m_job, &Job::changed, this, &AmazonBlockedCard::refresh);
    refresh();
    if (isAtKeys)
        m_stop->setFocus();
}

void AmazonBlockedCard::ended(const Result<std::vector<SuppressionSyncView>> &views, bool told) {
    const bool isAtKeys = m_stop->hasFocus();
    refresh();
    if (isAtKeys)
        (told ? m_tell : m_bring)->setFocus();
    const bool isStopped = !views && views.error().kind == ErrorKind::Cancelled;
    if (!views && !isStopped)
        m_failed = views.error();
    read();
    Q_EMIT changed();
    if (isStopped)
        return m_notice->say(Tone::Neutral, tr("Stopped. What was done stays, and the next time goes on from here."), {});
    if (!views)
        return;
    std::int64_t added = 0, put = 0, nameless = 0;
    for (const SuppressionSyncView &one : *views) {
        added += one.pull.added;
        put += one.push.put;
        nameless += one.push.nameless;
    }
    const QString more = nameless > 0 ? tr("Of %n blocked ones nobody here knows the address any more, so Amazon could not be told.", nullptr, int(nameless)) : QString();
    m_notice->say(Tone::Good, told ? tr("Amazon was told of %n addresses", nullptr, int(put)) : tr("%n addresses are blocked here that were not before", nullptr, int(added)), more);
}

QString AmazonBlockedCard::lastWords(const SyncedAccount &account) const {
    if (account.at.micros == 0)
        return tr("Not brought yet.");
    const QString when = formatMoment(zoned(account.at));
    if (account.fault)
        return tr("%1: it did not come to its end. %2").arg(when, sentence(*account.fault));
    const QString listed = tr("%n on Amazon's list", nullptr, int(account.listed)), fresh = tr("%n new here", nullptr, int(account.added)),
                  here = tr("%n blocked only here", nullptr, int(account.onlyHere));
    if (account.wasTold)
        return tr("%1: %2, %3, %4, %5.", "moment, on the list, new here, told, only here").arg(when, listed, fresh, tr("%n told to Amazon", nullptr, int(account.put)), here);
    return tr("%1: %2, %3, %4.", "moment, on the list, new here, only here").arg(when, listed, fresh, here);
}

void AmazonBlockedCard::refresh() {
    const ZoneScope here(this);
    clearLayout(m_rows);
    for (const SyncedAccount &account : m_accounts) {
        m_rows->addWidget(makeLine(this));
        auto *column = makeColumn(2);
        auto *name = makeLabel(toQString(account.connection), "body", this);
        auto *words = makeLabel(lastWords(account), account.fault ? "bad" : "secondary", this);
        words->setObjectName(QStringLiteral("amazonLast_") + toQString(account.connection));
        words->setWordWrap(true);
        column->addWidget(name);
        column->addWidget(words);
        m_rows->addLayout(column);
    }
    const bool isRunning = !m_job.isNull(), mayAct = !isRunning && m_session->workspace().mayRunWork();
    m_bring->setEnabled(mayAct);
    m_tell->setEnabled(mayAct);
    m_tellNow->setEnabled(mayAct && std::any_of(m_chosen.begin(), m_chosen.end(), [](const auto &one) { return one.second->isChecked(); }));
    m_stop->setVisible(isRunning);
    m_running->setVisible(isRunning);
    if (isRunning) {
        const ProgressState state = m_job->state();
        m_running->setText(state.total > 0 ? tr("%1 of %2 told…").arg(formatNumber(state.done), formatNumber(state.total)) : tr("Reading Amazon's list…"));
    }
    setVisible(!m_accounts.empty());
}

} // namespace audience::ui
