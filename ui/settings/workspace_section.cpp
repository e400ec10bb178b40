#include "ui/settings/workspace_section.h"

#include "base/json.h"
#include "qbase/convert.h"
#include "service/session.h"
#include "service/workspace_service.h"
#include "ui/kit/background.h"
#include "ui/kit/date_pattern.h"
#include "ui/kit/file_dialog.h"
#include "ui/kit/handover_panel.h"
#include "ui/kit/jobs.h"
#include "ui/kit/notice.h"
#include "ui/kit/stale_panel.h"
#include "ui/kit/theme.h"
#include "ui/settings/setting_row.h"
#include "ui/kit/widgets.h"
#include "ui/kit/zoned.h"
#include "ui/text/sentences.h"

#include <QDate>
#include <QFileInfo>
#include <QLineEdit>
#include <QSaveFile>
#include <QVBoxLayout>

namespace audience::ui {

static constexpr int kFieldWide = 320;

using service::WorkspaceService;

WorkspaceSection::WorkspaceSection(std::shared_ptr<service::Session> session, Jobs *jobs, QWidget *parent)
    : SettingsSection(parent), m_session(std::move(session)), m_jobs(jobs) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kMedium);
    m_notice = new Notice(QStringLiteral("workspaceNotice"), this);
    layout->addWidget(m_notice);
    m_stale = new StalePanel(QStringLiteral("imprintStale"), this);
    m_stale->offerNoCopy();
    connect(m_stale, &StalePanel::keepMine, this, [this] { keepImprint(m_theirs, m_mine, true); });
    connect(m_stale, &StalePanel::takeTheirs, this, [this] {
        for (QLineEdit *field : {m_sender, m_address})
            field->setModified(false);
        showImprint(m_theirs);
    });
    layout->addWidget(m_stale);
    layout->addWidget(makeIdentity());
    layout->addWidget(makeImprint());
    layout->addWidget(makeSender());
    layout->addWidget(makeCare());
    layout->addStretch(1);
}

// A field that goes while it has the keyboard ends its editing; this would be gone by then.
WorkspaceSection::~WorkspaceSection() {
    for (QLineEdit *field : {m_name, m_sender, m_address})
        field->disconnect(this);
}

QStringList WorkspaceSection::words() const {
    return {tr("Name of the workspace"), tr("Postal address"), tr("Who sends"), tr("Hand over sending…"), tr("Back up now"), tr("Check this file"), tr("Audit log")};
}

QWidget *WorkspaceSection::makeIdentity() {
    QBoxLayout *rows = nullptr;
    QFrame *card = makeSettingsCard(tr("This workspace"), this, &rows);
    m_name = new QLineEdit(card);
    m_name->setObjectName(QStringLiteral("workspaceName"));
    m_name->setMinimumWidth(kFieldWide);
    m_name->setMaxLength(200);
    m_name->setEnabled(!m_session->workspace().isReadOnly());
    connect(m_name, &QLineEdit::editingFinished, this, &WorkspaceSection::saveName);
    rows->addWidget(makeSettingRow(tr("Name"), tr("Stands in the rail and in the title of the window."), m_name, card));
    rows->addWidget(makeLine(card));
    m_file = makeLabel({}, "secondary", card);
    m_file->setObjectName(QStringLiteral("workspaceFile"));
    m_file->setWordWrap(true);
    m_file->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_facts = makeLabel({}, "secondary", card);
    rows->addWidget(makeLabel(tr("File"), "body", card));
    rows->addWidget(m_file);
    rows->addWidget(m_facts);
    return card;
}

QWidget *WorkspaceSection::makeImprint() {
    QBoxLayout *rows = nullptr;
    QFrame *card = makeSettingsCard(tr("In every email"), this, &rows);
    const auto add = [&](const char *name, const QString &title, const QString &explanation) {
        auto *field = new QLineEdit(card);
        field->setObjectName(QLatin1String(name));
        field->setMinimumWidth(kFieldWide);
        field->setMaxLength(300);
        field->setEnabled(!m_session->workspace().isReadOnly());
        connect(field, &QLineEdit::editingFinished, this, &WorkspaceSection::saveImprint);
        rows->addWidget(makeSettingRow(title, explanation, field, card));
        return field;
    };
    const auto whole = [](QString words) { // a placeholder is not broken into lines
        return words.replace(QLatin1String("{{ "), QStringLiteral("{{\u00a0")).replace(QLatin1String(" }}"), QStringLiteral("\u00a0}}"));
    };
    m_sender = add("imprintName", tr("Who they come from"), whole(tr("The name of your company, shop or club. Templates write it as {{ sender_name }}.")));
    rows->addWidget(makeLine(card));
    m_address = add("imprintAddress", tr("Postal address"), whole(tr("Mailbox providers and the law ask for it. Templates write it as {{ postal_address }}.")));
    return card;
}

void WorkspaceSection::saveImprint() {
    const service::Imprint wanted{toUtf8(m_sender->text().simplified()), toUtf8(m_address->text().simplified())};
    // What is in question side by side is not asked for once more.
    if (wanted != m_imprint && (m_stale->isHidden() || wanted != m_mine))
        keepImprint(m_imprint, wanted, true);
}

void WorkspaceSection::keepImprint(const service::Imprint &read, const service::Imprint &wanted, bool mayUndo) {
    ++m_busy;
    inBackground(this, [session = m_session, read, wanted] { return service::changeImprint(*session, read, wanted); }, [this, read, wanted, mayUndo](Result<service::Imprint> now) {
        --m_busy;
        if (!now && now.error().id == "imprint.changed_elsewhere")
            return showStale(read, wanted);
        if (!now)
            return m_notice->say(Tone::Bad, sentence(now.error()), {});
        m_notice->clear();
        m_stale->hide();
        for (QLineEdit *field : {m_sender, m_address})
            if (const QString text = field->text().simplified(); text == toQString(wanted.name) || text == toQString(wanted.postalAddress))
                field->setModified(false);
        showImprint(*now);
        Q_EMIT touchedWorkspace();
        if (!mayUndo)
            return;
        service::Imprint before = *now; // what others wrote meanwhile is not undone with it
        for (const auto part : {&service::Imprint::name, &service::Imprint::postalAddress})
            if (read.*part != wanted.*part)
                before.*part = read.*part;
        Q_EMIT saidWithUndo(tr("What every email says about you was changed"), [this, now = *now, before] { keepImprint(now, before, false); });
    });
}

// What somebody is writing stays, on top of what they saw when they began.
void WorkspaceSection::showImprint(const service::Imprint &imprint) {
    for (const auto &[field, part] : {std::pair(m_sender, &service::Imprint::name), std::pair(m_address, &service::Imprint::postalAddress)}) {
        if (field->isModified())
            continue;
        m_imprint.*part = imprint.*part;
        if (field->text() == toQString(imprint.*part))
            continue;
        field->setText(toQString(imprint.*part));
        field->setCursorPosition(0);
    }
}

void WorkspaceSection::showStale(const service::Imprint &read, const service::Imprint &wanted) {
    ++m_busy;
    inBackground(this, [session = m_session] { return service::imprintOf(*session); }, [this, read, wanted](Result<service::Imprint> theirs) {
        --m_busy;
        if (!theirs)
            return m_notice->say(Tone::Bad, sentence(theirs.error()), {});
        m_theirs = *theirs;
        m_mine = *theirs;
        for (const auto part : {&service::Imprint::name, &service::Imprint::postalAddress})
            if (read.*part != wanted.*part)
                m_mine.*part = wanted.*part;
        showImprint(m_theirs);
        m_stale->show(tr("In every email"), {}, {{tr("Who they come from"), toQString(m_theirs.name), toQString(m_mine.name)},
                                                 {tr("Postal address"), toQString(m_theirs.postalAddress), toQString(m_mine.postalAddress)}});
    });
}

bool WorkspaceSection::isSettled() const { return m_busy == 0 && m_sends->isSettled(); }

QWidget *WorkspaceSection::makeSender() {
    QBoxLayout *rows = nullptr;
    QFrame *card = makeSettingsCard(tr("Who sends"), this, &rows);
    m_sends = new HandoverPanel(m_session, card);
    rows->addWidget(m_sends);
    connect(m_sends, &HandoverPanel::said, this, &SettingsSection::said);
    connect(m_sends, &HandoverPanel::changed, this, &SettingsSection::touchedWorkspace);
    return card;
}

QWidget *WorkspaceSection::makeCare() {
    QBoxLayout *rows = nullptr;
    QFrame *card = makeSettingsCard(tr("Keeping it safe"), this, &rows);
    auto *backup = makeButton(QStringLiteral("backupNow"), tr("Back up now"), "", "archive", card);
    connect(backup, &QPushButton::clicked, this, [this] {
        askWhereToSave(this, {tr("Where to keep the backup"), {}, backupPath(toQString(m_session->workspace().path()), QDate::currentDate())}, [this](const QString &path) { backUp(path); });
    });
    rows->addWidget(makeSettingRow(tr("Backup"), tr("A whole copy of the file, made while you go on working. Keep it on another disk."), backup, card));
    rows->addWidget(makeLine(card));
    auto *checkFile = makeButton(QStringLiteral("checkFile"), tr("Check this file"), "", "shield", card);
    connect(checkFile, &QPushButton::clicked, this, &WorkspaceSection::check);
    rows->addWidget(makeSettingRow(tr("Health"), tr("Reads the whole file and compares data, sends and audit log with each other."), checkFile, card));
    rows->addWidget(makeLine(card));
    auto *buttons = new QWidget(card);
    auto *row = new QHBoxLayout(buttons);
    row->setContentsMargins(0, 0, 0, 0);
    auto *verify = makeButton(QStringLiteral("verifyAudit"), tr("Verify"), "", nullptr, buttons);
    auto *keep = makeButton(QStringLiteral("exportAudit"), tr("Export"), "", nullptr, buttons);
    row->addWidget(verify);
    row->addWidget(keep);
    connect(verify, &QPushButton::clicked, this, &WorkspaceSection::verifyAudit);
    connect(keep, &QPushButton::clicked, this, [this] {
        askWhereToSave(this, {tr("Where to keep the audit log"), {}, QStringLiteral("audit.jsonl")}, [this](const QString &path) { exportAudit(path); });
    });
    rows->addWidget(makeSettingRow(tr("Audit log"), tr("Who changed and sent what. Nobody can alter or remove an entry unseen."), buttons, card));
    return card;
}

void WorkspaceSection::opened() {
    m_sends->reload();
    ++m_busy;
    inBackground(this, [session = m_session] { return service::imprintOf(*session); }, [this](Result<service::Imprint> imprint) {
        --m_busy;
        if (!imprint)
            return m_notice->say(Tone::Bad, sentence(imprint.error()), {});
        showImprint(*imprint);
    });
    ++m_busy;
    inBackground(this, [session = m_session] { return WorkspaceService(*session).info(); }, [this](Result<service::WorkspaceInfo> info) {
        --m_busy;
        if (!info)
            return m_notice->say(Tone::Bad, sentence(info.error()), {});
        m_savedName = toQString(info->name);
        if (!m_name->isModified())
            m_name->setText(m_savedName);
        m_file->setText(toQString(info->path));
        const ZoneScope here(this);
        m_facts->setText(tr("%1 · made on %2").arg(interfaceLocale().formattedDataSize(info->bytes), interfaceLocale().toString(zoned(info->createdAt).date(), datePattern(QStringLiteral("d MMM yyyy")))));
    });
}

void WorkspaceSection::saveName() {
    const QString name = m_name->text().simplified();
    if (name == m_savedName)
        return;
    if (name.isEmpty()) {
        m_name->setText(m_savedName);
        return m_notice->say(Tone::Warning, tr("A workspace needs a name; it keeps the one it had."), {});
    }
    keepName(name, true);
}

void WorkspaceSection::keepName(const QString &name, bool mayUndo) {
    ++m_busy;
    inBackground(this, [session = m_session, text = dumpJson(Json(toUtf8(name)))] { return WorkspaceService(*session).setSetting("name", text); }, [this, name, mayUndo](Result<void> saved) {
        --m_busy;
        if (!saved)
            return m_notice->say(Tone::Bad, sentence(saved.error()), {});
        m_notice->clear();
        const QString before = std::exchange(m_savedName, name);
        m_name->setText(name);
        Q_EMIT touchedWorkspace();
        if (mayUndo)
            Q_EMIT saidWithUndo(tr("The workspace is called \"%1\" now").arg(name.left(80)), [this, before] { keepName(before, false); });
    });
}

QString WorkspaceSection::backupPath(const QString &file, const QDate &day) {
    const QFileInfo info(file);
    const QString stem = info.absolutePath() + QLatin1Char('/') + info.completeBaseName() + QLatin1Char(' ') + day.toString(Qt::ISODate);
    QString path = stem + QStringLiteral(".audience");
    for (int i = 2; QFileInfo::exists(path); ++i)
        path = stem + QStringLiteral(" (%1).audience").arg(i);
    return path;
}

void WorkspaceSection::backUp(const QString &path) {
    m_notice->clear();
    m_jobs->start(tr("Backing up"), this, [session = m_session, path = toUtf8(path)](Progress *, CancelToken cancel) { return WorkspaceService(*session).backup(path, cancel); }, [this, path](Result<void> done) {
        if (!done)
            return done.error().kind == ErrorKind::Cancelled ? void() : m_notice->say(Tone::Bad, sentence(done.error()), {});
        m_notice->say(Tone::Good, tr("Backed up"), path);
    });
}

void WorkspaceSection::check() {
    m_notice->clear();
    ++m_busy;
    m_jobs->start(tr("Checking the file"), this, [session = m_session](Progress *progress, const CancelToken &cancel) { return WorkspaceService(*session).doctor(progress, cancel); }, [this](Result<std::vector<service::FindingView>> findings) {
        --m_busy;
        if (!findings && findings.error().kind == ErrorKind::Cancelled)
            return; // who stopped it knows
        if (!findings)
            return m_notice->say(Tone::Bad, sentence(findings.error()), {});
        if (findings->empty())
            return m_notice->say(Tone::Good, tr("All is well"), tr("The file is whole, and data, sends and audit log agree."));
        QStringList words;
        for (const service::FindingView &finding : *findings)
            words << sentence(finding.id, finding.args);
        constexpr qsizetype kShown = 6;
        m_notice->say(Tone::Bad, tr("%n things are not as they should be. Go back to a backup from before, or ask for help with this list.", nullptr, int(words.size())), words.mid(0, kShown).join(QLatin1Char('\n')));
    });
}

void WorkspaceSection::verifyAudit() {
    ++m_busy;
    m_jobs->start(tr("Checking the audit log"), this, [session = m_session](Progress *, const CancelToken &cancel) { return WorkspaceService(*session).verifyAudit(cancel); }, [this](Result<std::int64_t> entries) {
        --m_busy;
        if (!entries && entries.error().kind == ErrorKind::Cancelled)
            return; // who stopped it knows
        if (!entries)
            return m_notice->say(Tone::Bad, sentence(entries.error()), {});
        m_notice->say(Tone::Good, tr("The audit log is whole"), tr("%Ln entries, and none was changed or removed.", nullptr, int(*entries)));
    });
}

void WorkspaceSection::exportAudit(const QString &path) {
    ++m_busy;
    m_jobs->start(tr("Saving the audit log"), this, [session = m_session, path](Progress *, const CancelToken &cancel) -> Result<void> {
        TRY_ASSIGN(const std::string lines, WorkspaceService(*session).exportAudit(cancel));
        TRY(cancel.check());
        QSaveFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(toBytes(lines)) != qint64(lines.size()) || !file.commit())
            return Error(ErrorKind::Io, "data.cannot_write").with("path", toUtf8(path));
        return {};
    }, [this, path](Result<void> done) {
        --m_busy;
        if (!done && done.error().kind == ErrorKind::Cancelled)
            return; // who stopped it knows
        if (!done)
            return m_notice->say(Tone::Bad, sentence(done.error()), {});
        m_notice->say(Tone::Good, tr("The audit log was saved with a seal that shows whether anybody changed it"), path);
    });
}

} // namespace audience::ui
