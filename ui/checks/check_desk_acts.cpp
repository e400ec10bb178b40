// What is done with checks: run, suggested, kept, taken away, turned, taken over from a file of tests.
#include "qbase/convert.h"
#include "service/session.h"
#include "ui/checks/check_desk.h"
#include "ui/checks/check_list.h"
#include "ui/kit/background.h"
#include "ui/kit/file_dialog.h"
#include "ui/kit/jobs.h"
#include "ui/kit/notice.h"
#include "ui/text/sentences.h"

#include <QFile>
#include <QPointer>

#include <algorithm>

namespace audience::ui {

using model::QualityCheck;
using model::QualitySeverity;
using quality::QualityRun;
using service::QualityService;
using Kind = CheckItem::Kind;

namespace {

using Runs = std::vector<QualityRun>;
constexpr qint64 kMostBytes = 16'000'000; // of a file of tests

Result<Runs> runThem(service::Session &session, const std::vector<std::string> &datasets, Progress *progress, const CancelToken &cancel) {
    Runs runs;
    if (progress)
        progress->setTotal(std::int64_t(datasets.size()));
    for (const std::string &dataset : datasets) {
        TRY_ASSIGN(auto run, QualityService(session).run(dataset, quality::Cause::Asked, cancel));
        runs.push_back(std::move(run));
        if (progress)
            progress->setDone(std::int64_t(runs.size()));
    }
    return runs;
}

Result<std::string> textOf(const QString &path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error(ErrorKind::Io, "ingest.file_unreadable").with("path", toUtf8(path)).with("reason", toUtf8(file.errorString()));
    const QByteArray text = file.read(kMostBytes + 1);
    if (text.size() > kMostBytes)
        return Error(ErrorKind::Limit, "cli.file_too_large").with("path", toUtf8(path)).with("limit", std::to_string(kMostBytes / 1'000'000));
    return text.toStdString();
}

} // namespace

void CheckDesk::say(const Error &error) {
    showState();
    if (error.kind != ErrorKind::Cancelled)
        m_notice->say(Tone::Bad, sentence(error), {});
}

void CheckDesk::run() {
    if (m_isRunning)
        return;
    if (m_isWhole)
        runAll();
    else
        runOf(scope());
}

// Of many datasets it takes a while: it stands among the jobs and can be stopped there.
void CheckDesk::runAll() {
    std::vector<std::string> datasets;
    for (const service::QualityView &view : m_views)
        if (!view.checks.empty())
            datasets.push_back(view.dataset);
    m_isRunning = true;
    showState();
    const QString name = tr("Checking all datasets");
    Jobs::around(this)->start(name, this, [session = m_session, datasets](Progress *progress, const CancelToken &cancel) { return runThem(*session, datasets, progress, cancel); },
                              [this](Result<Runs> runs) { takeRuns(std::move(runs)); });
}

void CheckDesk::runOf(const std::vector<std::string> &datasets) {
    m_isRunning = true;
    showState();
    m_runs.request([session = m_session, datasets](CancelToken cancel) { return runThem(*session, datasets, nullptr, cancel); }, [this](Result<Runs> runs) { takeRuns(std::move(runs)); });
}

void CheckDesk::takeRuns(Result<Runs> runs) {
    m_isRunning = false;
    if (!runs)
        return say(runs.error());
    if (!m_session->workspace().isReadOnly())
        return read(false); // and not run again, whatever came in meanwhile
    // A workspace that may not be written to shows what came of it all the same.
    for (const QualityRun &run : *runs)
        for (service::QualityView &view : m_views) {
            if (view.dataset != run.dataset)
                continue;
            for (service::QualityCheckView &one : view.checks)
                for (const quality::CheckResult &result : run.results)
                    if (result.check == one.check.id)
                        one.last = result;
            view.isOutdated = false;
        }
    fill();
}

void CheckDesk::suggest() {
    if (m_isSuggesting)
        return;
    m_isSuggesting = true;
    showState();
    m_suggestions.request([session = m_session, datasets = scope()](CancelToken cancel) -> Result<std::vector<Found>> {
        std::vector<Found> all;
        for (const std::string &dataset : datasets) {
            TRY_ASSIGN(auto found, QualityService(*session).suggest(dataset, cancel));
            all.push_back({dataset, std::move(found)});
        }
        return all;
    }, [this](Result<std::vector<Found>> found) {
        m_isSuggesting = false;
        if (!found)
            return say(found.error());
        m_found = *std::move(found);
        m_hasSuggested = true;
        fill();
        if (offered() == 0)
            Q_EMIT said(tr("There is nothing more to suggest"));
    });
}

void CheckDesk::openChosen() {
    const CheckItem *item = m_list->current();
    if (!item)
        return;
    if (item->kind == Kind::Suggested)
        return keepChosen();
    if (!item->query.isEmpty())
        Q_EMIT rowsWanted(toQString(item->dataset), item->query, item->column);
}

void CheckDesk::keepChosen() {
    if (!m_session->workspace().isReadOnly())
        keep({m_list->current()->check});
}

void CheckDesk::turnChosen() {
    const CheckItem *item = m_list->current();
    if (!item || item->kind != Kind::Kept || m_session->workspace().isReadOnly())
        return;
    const bool stops = !item->stops;
    const auto to = [id = item->check.id](QualitySeverity severity) { return [id, severity](QualityService &quality) { return quality.setSeverity(id, severity); }; };
    change(to(stops ? QualitySeverity::Stop : QualitySeverity::Warn), stops ? tr("Rows that fail this check are kept out from now on.") : tr("This check only warns now."), to(item->check.severity));
}

void CheckDesk::removeChosen() {
    const CheckItem *item = m_list->current();
    if (!item || m_session->workspace().isReadOnly())
        return;
    const QualityCheck check = item->check;
    if (item->kind == Kind::Fault)
        return Q_EMIT faultTurned(item->id, item->column, item->standing == CheckItem::Standing::Off);
    if (item->kind == Kind::Kept)
        return change([id = check.id](QualityService &quality) { return quality.remove({id}); }, tr("The check is gone."), [check](QualityService &quality) -> Result<void> {
            TRY_ASSIGN(const auto back, quality.accept({check}));
            (void)back;
            return {};
        });
    if (item->kind != Kind::Suggested)
        return;
    forget({check});
    change([check](QualityService &quality) { return quality.decline(check, true); }, tr("This check is not suggested again."),
           [check](QualityService &quality) { return quality.decline(check, false); });
}

void CheckDesk::forget(const std::vector<QualityCheck> &checks) {
    std::set<std::string> gone;
    for (const QualityCheck &check : checks)
        gone.insert(check.dataset + '\n' + model::fingerprint(check));
    for (Found &found : m_found)
        std::erase_if(found.what.checks, [&](const QualityCheck &check) { return gone.count(check.dataset + '\n' + model::fingerprint(check)) != 0; });
}

void CheckDesk::keepAll() {
    std::vector<QualityCheck> all;
    for (const Found &found : m_found)
        all.insert(all.end(), found.what.checks.begin(), found.what.checks.end());
    keep(all);
}

void CheckDesk::keep(const std::vector<QualityCheck> &checks) {
    const auto kept = std::make_shared<std::vector<std::int64_t>>();
    forget(checks);
    change(
        [checks, kept](QualityService &quality) -> Result<void> {
            TRY_ASSIGN(const auto saved, quality.accept(checks));
            for (const QualityCheck &check : saved)
                kept->push_back(check.id);
            return {};
        },
        tr("%n checks are kept and run whenever rows come in.", nullptr, int(checks.size())), [kept](QualityService &quality) { return quality.remove(*kept); });
}

void CheckDesk::importTests() {
    askForFile(this, {tr("Import dbt tests"), tr("Files of dbt (*.yml *.yaml);;All files (*)"), {}, {}, QStringLiteral("checksImportDialog")}, [this](const QString &path) { readTests(path); });
}

void CheckDesk::readTests(const QString &path) {
    ++m_changes;
    inBackground(this, [session = m_session, path]() -> Result<service::DbtImport> {
        TRY_ASSIGN(const std::string text, textOf(path));
        return QualityService(*session).importDbt(text);
    }, [this](Result<service::DbtImport> import) {
        --m_changes;
        if (!import)
            return say(import.error());
        m_notice->clear();
        m_left = import->left;
        std::vector<std::int64_t> ids;
        for (const QualityCheck &check : import->taken)
            ids.push_back(check.id);
        QString words = tr("%n checks came over", nullptr, int(ids.size()));
        if (import->known > 0)
            words = tr("%1, %n were there already", nullptr, int(import->known)).arg(words);
        if (!m_left.empty())
            words = tr("%1, %n could not be taken over", nullptr, int(m_left.size())).arg(words);
        refresh();
        if (ids.empty())
            return Q_EMIT said(words);
        Q_EMIT saidWithUndo(words, [self = QPointer<CheckDesk>(this), ids] {
            if (self) {
                self->m_left.clear();
                self->change([ids](QualityService &quality) { return quality.remove(ids); }, {}, {});
            }
        });
    });
}

// An undo may be asked for after another dataset was opened; what is shown is read anew in any case.
void CheckDesk::change(Change change, const QString &words, Change undo) {
    ++m_changes;
    inBackground(this,
                 [session = m_session, change = std::move(change)]() -> Result<void> {
                     QualityService quality(*session);
                     return change(quality);
                 },
                 [this, words, undo = std::move(undo)](Result<void> done) {
                     --m_changes;
                     refresh();
                     if (!done)
                         return say(done.error());
                     m_notice->clear();
                     if (!undo) {
                         if (m_hasSuggested)
                             suggest(); // what was taken back may be suggested again
                         return;
                     }
                     Q_EMIT saidWithUndo(words, [self = QPointer<CheckDesk>(this), undo] {
                         if (self)
                             self->change(undo, {}, {});
                     });
                 });
}

} // namespace audience::ui
