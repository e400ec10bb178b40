#include "ui/data/data_page.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/data/checks_view.h"
#include "ui/data/data_side.h"
#include "ui/data/dataset_list.h"
#include "ui/data/grid_model.h"
#include "ui/data/grid_view.h"
#include "ui/data/profile_view.h"
#include "ui/data/query_view.h"
#include "ui/data/remote_pane.h"
#include "ui/data/rows_actions.h"
#include "ui/data/rows_pane.h"
#include "ui/import/import_view.h"
#include "ui/import/move_in_view.h"
#include "ui/kit/jobs.h"
#include "ui/kit/notice.h"
#include "ui/kit/split_pane.h"
#include "ui/kit/state_view.h"
#include "ui/kit/tab_row.h"
#include "ui/kit/theme.h"
#include "ui/kit/turns.h"
#include "ui/kit/zoned.h"
#include "ui/sources/engine_words.h"
#include "ui/text/sentences.h"

#include <algorithm>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QResizeEvent>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace audience::ui {

using service::DataService;
using service::DatasetView;

static constexpr int kRoomy = 940; // room for list, grid and panel side by side

DataPage::DataPage(std::shared_ptr<service::Session> session, Jobs *jobs, QWidget *parent)
    : Page(parent), m_session(std::move(session)), m_jobs(jobs), m_latest(this), m_find(this) {
    setAcceptDrops(true);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *panes = new SplitPane(QStringLiteral("dataPanes"), Qt::Horizontal, true, this);
    layout->addWidget(panes);
    m_list = new DatasetList(m_session, panes);
    panes->addPane(m_list, m_list->minimumWidth(), tr("the list"));
    m_profiles = new ColumnProfiles(m_session, this);
    m_stack = new QStackedWidget(panes);
    panes->addPane(m_stack, 0, tr("the data"));
    m_stack->addWidget(makeWork());
    m_state = new StateView(QStringLiteral("dataState"), new QWidget, m_stack);
    m_stack->addWidget(m_state);
    inTurn([this] {
        m_importView = new ImportView(m_session, m_jobs, m_stack);
        m_stack->addWidget(m_importView);
    });
    inTurn([this] {
        m_moveInView = new MoveInView(m_session, m_jobs, m_stack);
        m_stack->addWidget(m_moveInView);
        m_remotePane = new RemotePane(m_session, m_stack);
        m_stack->addWidget(m_remotePane);
    });
    inTurn([this] { begin(); });
}

void DataPage::begin() {
    connect(m_importView, &ImportView::chooseWanted, this, &DataPage::chooseFile);
    connect(m_state, &StateView::otherWanted, this, [this] { Q_EMIT goTo(QStringLiteral("connections"), QStringLiteral("/new-source")); });
    connect(m_state, &StateView::actionWanted, this, [this] {
        if (m_state->state() == StateView::State::Error)
            reload();
        else
            chooseFile();
    });
    makeActions();
    connectParts();
    reload();
}

QWidget *DataPage::makeWork() {
    auto *panes = new SplitPane(QStringLiteral("dataWork"), Qt::Horizontal, true, m_stack);
    auto *work = new QWidget(panes);
    auto *middle = new QVBoxLayout(work);
    middle->setContentsMargins(0, 0, 0, 0);
    middle->setSpacing(0);
    m_notice = new Notice(QStringLiteral("dataPageNotice"), work);
    middle->addWidget(m_notice);
    m_tabs = new TabRow(QStringLiteral("dataTabs"), work);
    m_tabs->addTab(QStringLiteral("tabRows"), tr("Rows"));
    m_tabs->addTab(QStringLiteral("tabProfile"), tr("Profile"));
    m_tabs->addTab(QStringLiteral("tabChecks"), tr("Checks"));
    m_tabs->addTab(QStringLiteral("tabQuery"), tr("Query"));
    m_checksChip = makeChip({}, Tone::Neutral, m_tabs);
    m_checksChip->setObjectName(QStringLiteral("checksChip"));
    m_checksChip->hide();
    makeTools();
    middle->addWidget(m_tabs);
    m_middle = new QStackedWidget(work);
    m_rowsPane = new RowsPane(m_session, m_profiles, m_middle);
    m_profileView = new ProfileView(m_profiles, m_middle);
    m_checksView = new ChecksView(m_session, m_middle);
    m_queryView = new QueryView(m_session, m_middle);
    for (QWidget *view : std::initializer_list<QWidget *>{m_rowsPane, m_profileView, m_checksView, m_queryView})
        m_middle->addWidget(view);
    middle->addWidget(m_middle, 1);
    panes->addPane(work, 0, tr("the data"));
    m_side = new DataSide(m_session, m_profiles, panes);
    panes->addPane(m_side, m_side->minimumWidth(), tr("what stands beside the rows"));
    return panes;
}

void DataPage::makeTools() {
    m_findTool = makeTool(QStringLiteral("gridFind"), tr("Find in all rows (Ctrl+F)"), "search", m_tabs);
    m_columnsTool = makeTool(QStringLiteral("gridColumns"), tr("Choose columns"), "columns-3", m_tabs);
    m_exportTool = makeTool(QStringLiteral("gridExport"), tr("Export what is shown"), "upload", m_tabs);
    m_panelTool = makeTool(QStringLiteral("gridPanel"), tr("Show the column beside the rows"), "panel-right", m_tabs);
    m_tabs->putAfter(Checks, m_checksChip);
    m_tabs->tail()->setSpacing(0); // they have their own room around them
    m_tabs->layout()->setContentsMargins(space::kPage, 0, space::kSmall, 0);
    for (QToolButton *tool : {m_findTool, m_columnsTool, m_exportTool, m_panelTool})
        m_tabs->tail()->addWidget(tool);
}

void DataPage::makeActions() {
    m_size = makeChip({});
    m_size->setProperty("mayGo", true); // where there is no room
    m_size->setParent(this);
    m_size->hide();
    m_asOf = makeChip({});
    m_asOf->setObjectName(QStringLiteral("dataAsOf"));
    m_asOf->setProperty("mayGo", true);
    m_asOf->setParent(this);
    m_asOf->hide();
    m_filterButton = makeButton(QStringLiteral("dataFilter"), tr("Filter"), "", "filter", this);
    m_queryButton = makeButton(QStringLiteral("dataQuery"), tr("Query"), "", "code", this);
    for (QPushButton *button : {m_filterButton, m_queryButton})
        button->hide();
    m_actions = new RowsActions(m_session, m_jobs, m_rowsPane, m_notice, this);
}

void DataPage::connectParts() {
    connect(m_list, &SideList::itemChosen, this, &DataPage::open);
    connect(m_list, &SideList::addWanted, this, &DataPage::chooseFile);
    connect(m_filterButton, &QPushButton::clicked, this, [this] {
        m_tabs->setCurrent(Rows);
        m_rowsPane->askFilter(m_rowsPane->column());
    });
    connect(m_queryButton, &QPushButton::clicked, this, [this] { open(QStringLiteral("query")); });
    connect(m_tabs, &TabRow::currentChanged, this, &DataPage::showTab);
    connect(m_findTool, &QToolButton::clicked, m_rowsPane, &RowsPane::showFind);
    connect(m_columnsTool, &QToolButton::clicked, this, [this] { m_rowsPane->chooseColumns(m_columnsTool); });
    connect(m_exportTool, &QToolButton::clicked, m_actions, &RowsActions::exportShown);
    connect(m_queryView, &QueryView::exportWanted, this, [this] { m_actions->exportAnswer(m_queryView->answer()); });
    connect(m_rowsPane, &RowsPane::columnChosen, this, [this](int column) { m_side->showColumn(m_rowsPane->table(), column); });
    connect(m_rowsPane, &RowsPane::rowWanted, this, &DataPage::showRow);
    connect(m_rowsPane, &RowsPane::said, this, &Page::said);
    connect(m_actions, &RowsActions::said, this, &Page::said);
    connect(m_actions, &RowsActions::goTo, this, &Page::goTo);
    connect(m_rowsPane, &RowsPane::tableChanged, this, &DataPage::takeTable);
    connect(m_rowsPane->grid()->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] { m_actions->refresh(m_current.name); });
    connect(m_rowsPane->grid()->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &now) {
        if (m_side->isRow() && m_side->isVisible() && now.isValid())
            m_side->showRow(m_rowsPane->table(), now.row());
    });
    connectPanels();
    connectImport();
    connectRemote();
}

void DataPage::connectRemote() {
    connect(m_remotePane, &RemotePane::goTo, this, &Page::goTo);
    connect(m_remotePane, &RemotePane::said, this, &Page::said);
    connect(m_remotePane, &RemotePane::saidWithUndo, this, &Page::saidWithUndo);
    connect(m_remotePane, &RemotePane::changed, this, [this] {
        reload();
        Q_EMIT touchedWorkspace();
    });
}

void DataPage::connectPanels() {
    connect(m_side, &DataSide::closeWanted, this, [this](bool isRow) {
        m_isPanelClosed = m_isPanelClosed || !isRow;
        m_isPanelAsked = false;
        fit();
        m_rowsPane->grid()->setFocus();
    });
    connect(m_panelTool, &QToolButton::clicked, this, [this] {
        m_isPanelClosed = false;
        m_isPanelAsked = true;
        fit();
    });
    const auto showFault = [this](const QString &check, const QString &column) {
        m_tabs->setCurrent(Rows);
        m_rowsPane->showCheck(check, column);
    };
    connect(m_side, &DataSide::checkWanted, this, showFault);
    connect(m_checksView, &ChecksView::checkWanted, this, showFault);
    connect(m_side, &DataSide::filterWanted, this, [this](const model::FieldTest &test) {
        m_tabs->setCurrent(Rows);
        m_rowsPane->filter(test);
    });
    connect(m_side, &DataSide::columnWanted, this, &DataPage::chooseColumn);
    connect(m_profileView, &ProfileView::columnChosen, this, [this](int column) { m_rowsPane->chooseColumn(column); });
    connect(m_profileView, &ProfileView::columnWanted, this, [this](int column) {
        m_tabs->setCurrent(Rows);
        m_rowsPane->chooseColumn(column);
    });
    connect(m_checksView, &ChecksView::said, this, &Page::said);
    connect(m_checksView, &ChecksView::saidWithUndo, this, &Page::saidWithUndo);
    connect(m_checksView, &ChecksView::counted, this, [this](int passed, int all) {
        m_checksChip->setVisible(all > 0);
        m_checksChip->setToolTip(tr("%1 of %2 checks passed").arg(passed).arg(all));
        setChip(m_checksChip, tr("%1 of %2").arg(passed).arg(all), passed < all ? Tone::Warning : Tone::Good);
    });
}

void DataPage::connectImport() {
    const auto backToData = [this] {
        m_stack->setCurrentIndex(m_datasets.empty() ? Standing : Work);
        if (m_datasets.empty() && !m_remotes.empty())
            openRemote(m_remotes.front());
        fit();
        m_actions->refresh(m_current.name);
        Q_EMIT headerChanged();
    };
    connect(m_importView, &ImportView::closed, this, backToData);
    connect(m_moveInView, &MoveInView::closed, this, backToData);
    connect(m_moveInView, &MoveInView::goTo, this, &Page::goTo);
    connect(m_moveInView, &MoveInView::said, this, &Page::said);
    connect(m_moveInView, &MoveInView::moved, this, [this](const QString &dataset) {
        m_current = {};
        m_imported = dataset;
        reload();
        Q_EMIT touchedWorkspace();
    });
    connect(m_importView, &ImportView::goTo, this, &Page::goTo);
    connect(m_importView, &ImportView::imported, this, [this](const QString &dataset) {
        m_current = {};
        m_imported = dataset;
        reload();
        Q_EMIT touchedWorkspace();
    });
    connect(m_importView, &ImportView::said, this, &Page::said);
    connect(m_importView, &ImportView::saidWithUndo, this, &Page::saidWithUndo);
}

void DataPage::takeTable() {
    const bool isOther = m_profileView->model()->rowCount() != int(m_current.fields.size()) || m_rowsPane->column() < 0;
    m_profileView->setTable(m_rowsPane->table());
    if (isOther) {
        // A figure says more at a glance than a key does; the nearest that is in sight.
        constexpr std::size_t kInSight = 5; // names and addresses are not to be scrolled away for it
        std::vector<int> columns = m_rowsPane->shownColumns();
        columns.resize(std::min(columns.size(), kInSight));
        int first = 0;
        for (const int column : columns)
            if (m_current.fields[std::size_t(column)].isNumber && m_current.fields[std::size_t(column)].name != m_current.keyField) {
                first = column;
                break;
            }
        m_side->clear();
        m_rowsPane->chooseColumn(first);
    }
    m_actions->refresh(m_current.name);
    goToWanted();
}

// Where there is little room the panel comes when it is asked for, in place of the list.
void DataPage::fit() {
    const bool isRoomy = width() >= kRoomy;
    const int tab = m_tabs->current();
    const bool mayShow = tab == Rows || tab == Profile;
    const bool isShown = mayShow && (isRoomy ? !m_isPanelClosed || m_side->isRow() : m_isPanelAsked);
    m_side->setVisible(isShown);
    // While a file is looked at, the datasets are not what it is about.
    m_list->setVisible(m_stack->currentIndex() != Import && m_stack->currentIndex() != MovingIn && (isRoomy || !isShown));
    m_panelTool->setVisible(mayShow && !isShown);
}

void DataPage::resizeEvent(QResizeEvent *event) {
    Page::resizeEvent(event);
    fit();
    if ((event->oldSize().width() >= kRoomy) != (width() >= kRoomy))
        Q_EMIT headerChanged();
}

GridModel *DataPage::rows() const {
    return m_rowsPane->model();
}

QString DataPage::heading() const {
    if (m_stack->currentIndex() == Staying)
        return toQString(m_remotePane->view().dataset.name);
    return m_stack->currentIndex() == Work && !m_current.name.empty() ? toQString(m_current.name) : title();
}

QList<QWidget *> DataPage::stateChips() {
    return m_stack->currentIndex() == Work && !m_current.name.empty() ? QList<QWidget *>{m_size, m_asOf} : QList<QWidget *>();
}

QList<QWidget *> DataPage::actions() {
    if (m_stack->currentIndex() == Staying)
        return m_remotePane->actions();
    if (m_stack->currentIndex() != Work || m_current.name.empty())
        return {};
    if (width() < kRoomy)
        return {m_filterButton, m_actions->segmentButton()}; // the query is a tab as well
    return {m_filterButton, m_queryButton, m_actions->segmentButton()};
}

QList<PaletteEntry> DataPage::paletteEntries() const {
    QList<PaletteEntry> entries{{tr("Import a file"), tr("command"), key(), QStringLiteral("import")}, {tr("Move in from another tool: a zip"), tr("command"), key(), QStringLiteral("movein")},
                                {tr("Move in from another tool: a folder"), tr("command"), key(), QStringLiteral("movein-folder")}, {tr("Query in SQL"), tr("command"), key(), QStringLiteral("query")}};
    for (const DatasetView &dataset : m_datasets)
        entries.append({toQString(dataset.name), tr("dataset"), key(), toQString(dataset.name)});
    for (const service::RemoteView &remote : m_remotes)
        entries.append({toQString(remote.dataset.name), tr("dataset in %1").arg(toQString(remote.dataset.connection)), key(), toQString(remote.dataset.name)});
    return entries;
}

bool DataPage::isSettled() const {
    return !m_isLoading && !m_isFinding && !m_actions->isBusy() && !m_rowsPane->isBusy() && !m_rowsPane->model()->isReading() && !m_profiles->isBusy() && !m_side->isBusy() &&
           !m_checksView->isBusy() && !m_queryView->isBusy() && !m_importView->isBusy() && !m_moveInView->isBusy() && !m_remotePane->isBusy();
}

void DataPage::reload() {
    m_isLoading = true;
    if (isEmpty() && m_stack->currentIndex() != Import && m_stack->currentIndex() != MovingIn) {
        m_stack->setCurrentIndex(Standing);
        m_state->showLoading(tr("Reading the data…"));
    }
    m_latest.request(
        [session = m_session](CancelToken) -> Result<Loaded> {
            Loaded loaded;
            TRY_ASSIGN(loaded.datasets, DataService(*session).datasets());
            TRY_ASSIGN(loaded.remotes, service::RemoteService(*session).list());
            return loaded;
        },
        [this](Result<Loaded> loaded) {
            m_isLoading = false;
            if (!loaded) {
                if (isEmpty())
                    return m_state->showError(tr("The data could not be read"), sentence(loaded.error()), tr("Read again"));
                return m_notice->say(Tone::Bad, sentence(loaded.error()), {});
            }
            m_notice->clear();
            take(std::move(*loaded));
        });
}

void DataPage::take(Loaded loaded) {
    m_datasets = std::move(loaded.datasets);
    m_remotes = std::move(loaded.remotes);
    m_list->setDatasets(m_datasets, m_remotes);
    m_queryView->setDatasets(m_datasets);
    if (m_datasets.empty())
        m_state->showEmpty(QStringLiteral("database"), tr("Bring your customers"),
                           tr("Drop a file here: CSV, Excel or JSON Lines. Or connect the database or the service where they are. You see what was found before anything is kept."),
                           tr("Choose a file"), tr("Connect a database"));
    const QStringList wanted = std::exchange(m_wanted, {});
    const bool isFree = m_stack->currentIndex() != Import && m_stack->currentIndex() != MovingIn;
    const auto staying = std::find_if(m_remotes.begin(), m_remotes.end(), [this](const service::RemoteView &one) { return one.id == m_remotePane->view().id; });
    if (isFree && staying != m_remotes.end())
        m_remotePane->show(*staying);
    else if (isFree && m_datasets.empty() && !m_remotes.empty())
        openRemote(m_remotes.front());
    else if (isFree)
        m_stack->setCurrentIndex(m_datasets.empty() ? Standing : Work);
    if (m_stack->currentIndex() != Staying)
        m_remotePane->leave();
    const auto now = std::find_if(m_datasets.begin(), m_datasets.end(), [this](const DatasetView &dataset) { return dataset.name == m_current.name; });
    if (now != m_datasets.end()) {
        if (now->generation != m_current.generation)
            show(*now);
    } else if (!m_datasets.empty()) {
        const auto named = std::find_if(m_datasets.begin(), m_datasets.end(), [&](const DatasetView &dataset) { return wanted.contains(toQString(dataset.name)) || toQString(dataset.name) == m_imported; });
        show(named != m_datasets.end() ? *named : m_datasets.front());
    }
    if (m_stack->currentIndex() == Staying)
        m_list->setCurrent(m_remotePane->view().dataset.name);
    m_imported.clear();
    for (const QString &target : wanted)
        open(target);
    Q_EMIT headerChanged();
}

void DataPage::show(const DatasetView &dataset) {
    m_current = dataset;
    m_list->setCurrent(dataset.name);
    const ZoneScope here(this);
    setChip(m_asOf, asOfWords(dataset.updatedAt), Tone::Neutral);
    m_asOf->setToolTip(tr("When its rows last changed here"));
    setChip(m_size, QStringLiteral("%1 · %2").arg(tr("%1 rows").arg(formatNumber(dataset.rows)), tr("%n columns", nullptr, int(dataset.fields.size()))), Tone::Neutral);
    m_side->clear();
    m_rowsPane->open(dataset);
    m_checksView->setDataset(dataset.name);
    m_queryView->suggest(dataset.name);
    m_actions->refresh(m_current.name);
    Q_EMIT headerChanged();
}

void DataPage::showTab(int tab) {
    m_middle->setCurrentIndex(tab);
    for (QToolButton *tool : {m_findTool, m_columnsTool, m_exportTool})
        tool->setVisible(tab == Rows);
    if (tab == Profile)
        m_side->turnToColumn();
    fit();
}

void DataPage::showRow(int row) {
    m_side->showRow(m_rowsPane->table(), row);
    m_isPanelAsked = true;
    fit();
}

} // namespace audience::ui
