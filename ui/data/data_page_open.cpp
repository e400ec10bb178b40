// What is wanted of the data page from elsewhere: a dataset, a person or a column in it, a query, files to import.
#include "qbase/convert.h"
#include "service/session.h"
#include "ui/data/data_page.h"
#include "ui/data/data_side.h"
#include "ui/data/dataset_list.h"
#include "ui/data/grid_view.h"
#include "ui/data/query_view.h"
#include "ui/data/remote_pane.h"
#include "ui/data/rows_pane.h"
#include "ui/import/import_view.h"
#include "ui/import/move_in_view.h"
#include "ui/kit/file_dialog.h"
#include "ui/kit/notice.h"
#include "ui/kit/tab_row.h"
#include "ui/text/sentences.h"

#include <QDragEnterEvent>
#include <QMimeData>
#include <QStackedWidget>
#include <QUrl>

#include <algorithm>

namespace audience::ui {

using service::DatasetView;

static const QLatin1String kTable("table:"); // a dataset of any name
static const QLatin1String kCheck("check:"); // the rows at fault: a dataset, a column and a check, in lines

static QStringList droppedTables(const QMimeData *data) {
    QStringList paths;
    for (const QUrl &url : data->urls())
        if (const QString path = url.toLocalFile(); ImportView::takes(path))
            paths << path;
    return paths;
}

void DataPage::open(const QString &target) {
    if (target == QLatin1String("import"))
        return chooseFile();
    if (target.startsWith(QLatin1String("import:")))
        return importFiles(target.mid(7).split(QLatin1Char('\n')));
    if (target == QLatin1String("movein"))
        return moveIn({});
    if (target == QLatin1String("movein-folder"))
        return askForFolder(this, {tr("Choose the folder of the export"), {}, {}, {}, QStringLiteral("moveInFolderDialog")}, [this](const QString &chosen) { moveIn(chosen); });
    if (target.startsWith(QLatin1String("movein:")))
        return moveIn(target.mid(7));
    if (target.isEmpty()) { // just the page: a result that was read gives way to the data
        if (m_stack->currentIndex() == Import && m_importView->isOver())
            m_importView->leave();
        if (m_stack->currentIndex() == MovingIn && m_moveInView->isOver())
            Q_EMIT m_moveInView->closed();
        return;
    }
    if (m_isLoading) {
        m_wanted << target;
        return;
    }
    if (target == QLatin1String("query")) {
        leaveRemote();
        m_tabs->setCurrent(Query);
        return m_queryView->focusEditor();
    }
    if (target.startsWith(QLatin1String("person:")) || target.startsWith(QLatin1String("column:"))) {
        leaveRemote();
        m_inside = target;
        return goToWanted();
    }
    if (target.startsWith(kCheck)) {
        m_inside = target;
        return goToCheck();
    }
    const QString name = target.startsWith(kTable) ? target.mid(kTable.size()) : target;
    for (const DatasetView &dataset : m_datasets)
        if (toQString(dataset.name) == name)
            return openDataset(dataset);
    for (const service::RemoteView &remote : m_remotes)
        if (toQString(remote.dataset.name) == name)
            return openRemote(remote);
}

QString DataPage::place() const {
    if (m_stack->currentIndex() == Staying)
        return kTable + toQString(m_remotePane->view().dataset.name);
    return m_current.name.empty() ? QString() : kTable + toQString(m_current.name);
}

void DataPage::openDataset(const DatasetView &dataset) {
    m_stack->setCurrentIndex(Work);
    leaveRemote();
    if (m_tabs->current() == Query)
        m_tabs->setCurrent(Rows);
    fit();
    if (dataset.name != m_current.name)
        show(dataset);
    Q_EMIT headerChanged();
}

// What is here is asked about now.
void DataPage::leaveRemote() {
    if (m_stack->currentIndex() == Staying && !m_datasets.empty())
        m_stack->setCurrentIndex(Work);
    if (m_stack->currentIndex() == Staying)
        return;
    m_remotePane->leave();
    m_list->setCurrent(m_current.name);
    fit();
    Q_EMIT headerChanged();
}

void DataPage::openRemote(const service::RemoteView &remote) {
    m_stack->setCurrentIndex(Staying);
    m_list->setCurrent(remote.dataset.name);
    m_remotePane->show(remote);
    fit();
    Q_EMIT headerChanged();
}

// A person or a column is gone to once the rows that hold it are there.
void DataPage::goToWanted() {
    if (m_inside.isEmpty())
        return;
    if (m_inside.startsWith(kCheck))
        return goToCheck();
    const bool isPerson = m_inside.startsWith(QLatin1String("person:"));
    if (isPerson && m_current.role != "profiles") {
        const auto people = std::find_if(m_datasets.begin(), m_datasets.end(), [](const DatasetView &dataset) { return dataset.role == "profiles"; });
        if (people == m_datasets.end())
            return m_inside.clear();
        openDataset(*people);
    }
    if (m_rowsPane->isPreparing() || !m_rowsPane->table() || m_rowsPane->table()->dataset().name != m_current.name)
        return; // takeTable() comes back
    m_stack->setCurrentIndex(Work);
    m_tabs->setCurrent(Rows);
    const QString wanted = std::exchange(m_inside, {}).mid(7);
    if (isPerson)
        return findPerson(wanted);
    m_isPanelClosed = false;
    m_isPanelAsked = true;
    m_side->turnToColumn();
    fit();
    chooseColumn(wanted);
    m_rowsPane->grid()->setFocus();
}

void DataPage::goToCheck() {
    const QString dataset = m_inside.section(QLatin1Char('\n'), 0, 0).mid(kCheck.size());
    if (toQString(m_current.name) != dataset) {
        const auto wanted = std::find_if(m_datasets.begin(), m_datasets.end(), [&](const DatasetView &one) { return toQString(one.name) == dataset; });
        if (wanted == m_datasets.end())
            return m_inside.clear();
        openDataset(*wanted);
    }
    if (m_rowsPane->isPreparing() || !m_rowsPane->table() || m_rowsPane->table()->dataset().name != m_current.name)
        return; // takeTable() comes back
    m_stack->setCurrentIndex(Work);
    m_tabs->setCurrent(Rows);
    const QString wanted = std::exchange(m_inside, {});
    m_rowsPane->showCheck(wanted.section(QLatin1Char('\n'), 2), wanted.section(QLatin1Char('\n'), 1, 1));
    m_rowsPane->grid()->setFocus();
}

void DataPage::findPerson(const QString &key) {
    const service::Table table = m_rowsPane->table();
    m_isFinding = true;
    m_find.request([session = m_session, table, key = toUtf8(key)](CancelToken cancel) {
        return service::TableService(*session).placeOfKey(table, key, cancel);
    }, [this, key, isFiltered = table->query().isFiltered()](Result<std::int64_t> place) {
        m_isFinding = false;
        if (!place)
            return m_notice->say(Tone::Bad, sentence(place.error()), {});
        if (*place >= 0) {
            GridView *grid = m_rowsPane->grid();
            grid->setCurrentIndex(grid->model()->index(int(*place), qMax(0, m_rowsPane->column())));
            grid->setFocus();
            return showRow(int(*place));
        }
        if (!isFiltered)
            return m_notice->say(Tone::Warning, tr("There is no person with the key %1 any more.").arg(key.left(100)), {});
        // The filters hide the person; they go, and Ctrl+Z brings them back.
        m_inside = QStringLiteral("person:") + key;
        m_rowsPane->clearFilters();
        Q_EMIT said(tr("The filters hid this person and were removed."));
    });
}

void DataPage::chooseColumn(const QString &name) {
    for (std::size_t i = 0; i < m_current.fields.size(); ++i)
        if (toQString(m_current.fields[i].name) == name)
            m_rowsPane->chooseColumn(int(i));
}

void DataPage::chooseFile() {
    if (m_session->workspace().isReadOnly())
        return importFiles({});
    askForFiles(this, {tr("Import a file"), ImportView::kinds(), {}, {}, QStringLiteral("importDialog")},
                [this](const QStringList &paths) { importFiles(paths); });
}

void DataPage::importFiles(const QStringList &paths) {
    if (m_session->workspace().isReadOnly())
        return Q_EMIT said(tr("This workspace is read-only, so nothing can be imported into it."));
    m_stack->setCurrentIndex(Import);
    fit();
    m_importView->open(paths);
    Q_EMIT headerChanged();
}

void DataPage::moveIn(const QString &path) {
    if (m_session->workspace().isReadOnly())
        return Q_EMIT said(tr("This workspace is read-only, so nothing can be imported into it."));
    if (path.isEmpty())
        return askForFile(this, {tr("Choose the export of the other tool"), tr("Exports (*.zip *.csv *.json *.jsonl);;All files (*)"), {}, {}, QStringLiteral("moveInDialog")},
                          [this](const QString &chosen) { moveIn(chosen); });
    m_stack->setCurrentIndex(MovingIn);
    fit();
    m_moveInView->open(path);
    Q_EMIT headerChanged();
}

// The window says why nothing can be dropped on a read-only workspace.
void DataPage::dragEnterEvent(QDragEnterEvent *event) {
    if (!m_session->workspace().isReadOnly() && !droppedTables(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void DataPage::dropEvent(QDropEvent *event) {
    if (const QStringList paths = droppedTables(event->mimeData()); !paths.isEmpty()) {
        event->acceptProposedAction();
        importFiles(paths);
    }
}

} // namespace audience::ui
