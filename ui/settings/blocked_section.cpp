#include "ui/settings/blocked_section.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/kit/background.h"
#include "ui/kit/file_dialog.h"
#include "ui/kit/jobs.h"
#include "ui/kit/notice.h"
#include "ui/kit/table_model.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/settings/amazon_blocked_card.h"
#include "ui/settings/setting_row.h"
#include "ui/kit/widgets.h"
#include "ui/kit/zoned.h"
#include "ui/text/sentences.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>

namespace audience::ui {

using service::BlockedAddress;
using service::BlockedList;
using service::SuppressionService;

static QString wordsOf(const std::string &reason) {
    if (reason == "bounce")
        return BlockedSection::tr("Bounced for good");
    if (reason == "complaint")
        return BlockedSection::tr("Complained about an email");
    if (reason == "unsubscribe")
        return BlockedSection::tr("Unsubscribed");
    if (reason == "import")
        return BlockedSection::tr("Came with a list");
    if (reason == "account")
        return BlockedSection::tr("Blocked by Amazon for this account");
    return BlockedSection::tr("Blocked by hand");
}

static constexpr int kMost = 2000, kSoon = 250;

BlockedSection::BlockedSection(std::shared_ptr<service::Session> session, Jobs *jobs, QWidget *parent)
    : SettingsSection(parent), m_session(std::move(session)), m_jobs(jobs), m_latest(this) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kMedium);
    m_notice = new Notice(QStringLiteral("blockedNotice"), this);
    layout->addWidget(m_notice);
    QBoxLayout *rows = nullptr;
    layout->addWidget(makeSettingsCard(tr("Block an address"), this, &rows));
    const auto edit = [this](const char *name, const QString &words) {
        auto *made = new QLineEdit(this);
        made->setObjectName(QLatin1String(name));
        made->setPlaceholderText(words);
        made->setAccessibleName(words);
        made->setMaxLength(320);
        return made;
    };
    m_address = edit("blockAddress", tr("Address"));
    m_why = edit("blockWhy", tr("Why, e.g. asked by phone"));
    auto *line = makeRow();
    auto *block = makeButton(QStringLiteral("blockAdd"), tr("Block"), "", "ban", this);
    auto *file = makeButton(QStringLiteral("blockImport"), tr("Bring a file"), "quiet", "upload", this);
    file->setToolTip(tr("One address in each line: text or CSV"));
    line->addWidget(m_address, 3);
    line->addWidget(m_why, 3);
    line->addWidget(block);
    line->addWidget(file);
    rows->addLayout(line);
    for (QLineEdit *one : {m_address, m_why})
        connect(one, &QLineEdit::returnPressed, this, &BlockedSection::add);
    connect(block, &QPushButton::clicked, this, &BlockedSection::add);
    connect(file, &QPushButton::clicked, this, &BlockedSection::chooseFile);

    m_amazon = new AmazonBlockedCard(m_session, m_jobs, this);
    connect(m_amazon, &AmazonBlockedCard::changed, this, &BlockedSection::changed);
    layout->addWidget(m_amazon);
    layout->addWidget(makeSettingsCard({}, this, &rows), 1);
    auto *head = makeRow();
    m_count = makeLabel({}, "strong", this);
    m_count->setObjectName(QStringLiteral("blockedCount"));
    m_find = edit("blockedFind", tr("Is this address blocked?"));
    m_find->setClearButtonEnabled(true);
    m_find->setMinimumWidth(240);
    auto *free = makeButton(QStringLiteral("blockedRemove"), tr("Take off"), "", nullptr, this);
    free->setToolTip(tr("The chosen address may be written to again"));
    head->addWidget(m_count, 1);
    head->addWidget(m_find);
    head->addWidget(free);
    rows->addLayout(head);
    m_model = new TableModel(this);
    m_table = new TableView(QStringLiteral("blockedTable"), tr("Blocked addresses"), this);
    m_table->setProperty("role", QStringLiteral("plain"));
    m_table->setModel(m_model);
    m_table->setMinimumHeight(260);
    rows->addWidget(m_table, 1);
    connect(free, &QPushButton::clicked, this, [this] {
        const int row = m_table->currentIndex().row();
        if (row < 0 || row >= int(m_shown.size()))
            return m_notice->say(Tone::Warning, tr("Choose an address in the list first."), {});
        if (m_shown[std::size_t(row)].address.empty())
            return m_notice->say(Tone::Warning, tr("The list keeps no address of people who are not in your data. Type the address above the list, then take it off."), {});
        remove(toQString(m_shown[std::size_t(row)].address));
    });
    m_soon.setSingleShot(true);
    m_soon.setInterval(kSoon);
    connect(&m_soon, &QTimer::timeout, this, &BlockedSection::opened);
    connect(m_find, &QLineEdit::textChanged, this, [this] { m_soon.start(); });
}

bool BlockedSection::isSettled() const {
    return m_busy == 0 && m_amazon->isSettled();
}

void BlockedSection::opened() {
    m_amazon->read();
    m_busy = 1;
    m_latest.request([session = m_session, address = toUtf8(m_find->text().trimmed())](CancelToken cancel) { return SuppressionService(*session).list(address, kMost, cancel); }, [this](Result<BlockedList> list) {
        m_busy = 0;
        if (!list)
            return sayUnread(m_notice, sentence(list.error()));
        show(*list);
        noteRead();
    });
}

void BlockedSection::show(const BlockedList &list) {
    const ZoneScope here(this);
    const QString wanted = m_find->text().trimmed();
    m_shown = list.newest;
    m_count->setText(wanted.isEmpty()   ? tr("%n addresses", nullptr, int(list.total))
                     : m_shown.empty() ? tr("Not blocked")
                                        : tr("Blocked"));
    QVector<TableColumn> columns(4);
    columns[0].title = tr("Address");
    columns[1].title = tr("Why");
    columns[2].title = tr("Since");
    columns[3].title = tr("Noted by");
    columns[3].quiet = true;
    TableRows rows;
    for (const BlockedAddress &one : m_shown)
        rows.append({one.address.empty() ? tr("somebody not in your data") : toQString(one.address), wordsOf(one.reason),
                     formatMoment(zoned(one.at)), one.source.rfind("event ", 0) == 0 ? tr("A report of Amazon") : toQString(one.source)});
    m_model->setRows(columns, rows);
    m_table->fitColumns(250);
}

void BlockedSection::changed() {
    opened();
    Q_EMIT touchedWorkspace();
}

void BlockedSection::add() {
    m_busy = 1;
    const QString address = m_address->text().trimmed();
    inBackground(this, [session = m_session, address = toUtf8(address), why = toUtf8(m_why->text())] { return SuppressionService(*session).add(address, why); }, [this, address](Result<bool> added) {
        m_busy = 0;
        ui::setProperty(m_address, "invalid", !added);
        if (!added)
            return m_notice->say(Tone::Bad, sentence(added.error()), {});
        m_notice->clear();
        if (!*added) {
            Q_EMIT said(tr("%1 was blocked already").arg(address));
            return changed();
        }
        m_address->clear();
        m_why->clear();
        changed();
        Q_EMIT saidWithUndo(tr("%1 is never written to from now on").arg(address), [this, address] { remove(address); });
    });
}

void BlockedSection::remove(const QString &address) {
    m_busy = 1;
    inBackground(this, [session = m_session, address = toUtf8(address)] { return SuppressionService(*session).remove(address); }, [this, address](Result<std::optional<workspace::Suppression>> removed) {
        m_busy = 0;
        if (!removed)
            return m_notice->say(Tone::Bad, sentence(removed.error()), {});
        m_notice->clear();
        changed();
        if (*removed) // Undo brings back why and since when it was blocked, too
            Q_EMIT saidWithUndo(tr("%1 may be written to again").arg(address), [this, was = **removed] {
                takeBack([was](SuppressionService &service) { return service.restore(was); });
            });
    });
}

void BlockedSection::takeBack(const std::function<Result<void>(SuppressionService &)> &act) {
    m_busy = 1;
    inBackground(this, [session = m_session, act] {
        SuppressionService service(*session);
        return act(service);
    }, [this](Result<void> done) {
        m_busy = 0;
        if (!done)
            return m_notice->say(Tone::Bad, sentence(done.error()), {});
        m_notice->clear();
        changed();
    });
}

void BlockedSection::chooseFile() {
    askForFile(this, {tr("A list of addresses"), {}}, [this](const QString &path) { importFile(path); });
}

void BlockedSection::importFile(const QString &path) {
    m_busy = 1;
    m_jobs->start(tr("Blocking addresses of %1").arg(QFileInfo(path).fileName()), this, [session = m_session, path = toUtf8(path)](Progress *progress, const CancelToken &cancel) { return SuppressionService(*session).importFile(path, progress, cancel); }, [this](Result<std::vector<workspace::Suppression>> added) {
        m_busy = 0;
        if (!added && added.error().kind == ErrorKind::Cancelled)
            return; // who stopped it knows
        if (!added)
            return m_notice->say(Tone::Bad, sentence(added.error()), {});
        const QString words = tr("%n addresses were blocked; the others were blocked already.", nullptr, int(added->size()));
        m_notice->say(Tone::Good, words, {});
        changed();
        if (added->empty())
            return;
        const auto list = std::make_shared<const std::vector<workspace::Suppression>>(std::move(*added));
        Q_EMIT saidWithUndo(words, [this, list] { takeBack([list](SuppressionService &service) { return service.undoImport(*list); }); });
    });
}

} // namespace audience::ui
