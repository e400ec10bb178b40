#include "ui/data/rows_pane.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/data/find_bar.h"
#include "ui/data/grid_header.h"
#include "ui/data/grid_model.h"
#include "ui/data/grid_view.h"
#include "ui/kit/actions.h"
#include "ui/data/rows_foot.h"
#include "ui/kit/edit_command.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/notice.h"
#include "ui/kit/state_view.h"
#include "ui/kit/theme.h"
#include "ui/text/sentences.h"

#include <QAction>
#include <QItemSelectionModel>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace audience::ui {

RowsPane::RowsPane(std::shared_ptr<service::Session> session, ColumnProfiles *profiles, QWidget *parent)
    : QWidget(parent), m_session(std::move(session)), m_profiles(profiles), m_prepare(this), m_kept(this), m_copy(this), m_fit(this) {
    m_writer.setMaxThreadCount(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_notice = new Notice(QStringLiteral("dataNotice"), this);
    layout->addWidget(m_notice);
    m_chipBar = new QFrame(this);
    m_chipBar->setProperty("role", QStringLiteral("surface"));
    m_chips = new FlowLayout(m_chipBar, space::kSmall);
    m_chips->setContentsMargins(space::kMedium, space::kSmall, space::kMedium, space::kSmall);
    m_chipBar->hide();
    layout->addWidget(m_chipBar);
    m_model = new GridModel(m_session, this);
    m_grid = new GridView(QStringLiteral("dataGrid"), tr("Rows"), this);
    m_grid->setModel(m_model);
    m_findBar = new FindBar(m_session, m_grid, this);
    layout->addWidget(m_findBar);
    m_rows = new StateView(QStringLiteral("dataRows"), m_grid, this);
    connect(m_rows, &StateView::actionWanted, this, &RowsPane::prepare);
    layout->addWidget(m_rows, 1);
    m_nothing = makeLabel({}, "secondary", this);
    m_nothing->setObjectName(QStringLiteral("dataNothing"));
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->hide();
    layout->addWidget(m_nothing, 1);
    m_foot = new RowsFoot(m_session, m_grid, this);
    layout->addWidget(m_foot);
    connectGrid();
    makeKeys();
}

void RowsPane::connectGrid() {
    for (GridHeader *head : {m_grid->head(), m_grid->pinnedHead()}) {
        head->setSource([this](int section) { return headOf(section); });
        connect(head, &GridHeader::nameClicked, this, &RowsPane::sortBy);
        connect(head, &GridHeader::filterClicked, this, &RowsPane::askFilter);
        connect(head, &GridHeader::barClicked, this, &RowsPane::filterBar);
        head->setContextMenuPolicy(Qt::CustomContextMenu);
        connect(head, &QWidget::customContextMenuRequested, this, [this, head](const QPoint &at) {
            if (const int section = head->logicalIndexAt(at); section >= 0) {
                chooseColumn(section);
                showMenu(head->mapToGlobal(at));
            }
        });
    }
    connect(m_grid->head(), &QHeaderView::sectionMoved, this, &RowsPane::noteMove);
    connect(m_grid->head(), &QHeaderView::sectionResized, this, [this](int section, int, int size) { noteWidth(section, size); });
    connect(m_grid->head(), &QHeaderView::sectionHandleDoubleClicked, m_grid, qOverload<int>(&GridView::fitColumn));
    connect(m_grid, &GridView::rowWanted, this, &RowsPane::rowWanted);
    connect(m_grid, &QTableView::doubleClicked, this, [this](const QModelIndex &index) { Q_EMIT rowWanted(index.row()); });
    connect(m_grid, &GridView::filterWanted, this, &RowsPane::askFilter);
    connect(m_grid, &GridView::moveWanted, this, &RowsPane::moveColumn);
    connect(m_grid, &GridView::copyWanted, this, &RowsPane::copy);
    m_grid->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_grid, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) { showMenu(m_grid->viewport()->mapToGlobal(at)); });
    connect(m_grid->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &now, const QModelIndex &before) {
        m_foot->describe();
        if (now.isValid() && now.column() != before.column()) {
            m_grid->head()->setChosen(now.column());
            m_grid->pinnedHead()->setChosen(now.column());
            Q_EMIT columnChosen(now.column());
        }
    });
    connect(m_grid->selectionModel(), &QItemSelectionModel::selectionChanged, m_foot, &RowsFoot::describe);
    connect(m_profiles, &ColumnProfiles::arrived, this, [this] {
        m_grid->head()->viewport()->update();
        m_grid->pinnedHead()->viewport()->update();
    });
    connect(m_model, &GridModel::failed, this, [this](const QString &words) { m_notice->say(Tone::Bad, words, {}, tr("Read again")); });
    connect(m_notice, &Notice::actionWanted, this, &RowsPane::prepare);
}

void RowsPane::makeKeys() {
    m_keepLater.setSingleShot(true);
    m_keepLater.setInterval(600);
    connect(&m_keepLater, &QTimer::timeout, this, &RowsPane::keep);
    bindCommand(this, QStringLiteral("edit.find"), [this] { showFind(); });
    bindCommand(this, QStringLiteral("edit.findNext"), [this] { m_findBar->step(1); });
    bindCommand(this, QStringLiteral("edit.findPrevious"), [this] { m_findBar->step(-1); });
    bindCommand(this, QStringLiteral("edit.goToRow"), [this] { goToRow(); });
    bindUndo(this, &m_undo);
}

const service::Table &RowsPane::table() const {
    return m_model->table();
}

bool RowsPane::isFinding() const {
    return m_findBar->isBusy();
}

int RowsPane::column() const {
    return m_grid->head()->chosen();
}

QString RowsPane::nameOf(int column) const {
    return column >= 0 && column < int(m_dataset.fields.size()) ? toQString(m_dataset.fields[std::size_t(column)].name) : QString();
}

int RowsPane::indexOf(const std::string &column) const {
    for (std::size_t i = 0; i < m_dataset.fields.size(); ++i)
        if (m_dataset.fields[i].name == column)
            return int(i);
    return -1;
}

void RowsPane::open(const service::DatasetView &dataset) {
    const bool isOther = dataset.name != m_dataset.name;
    if (m_keepLater.isActive() && isOther) {
        m_keepLater.stop();
        keep();
    }
    m_dataset = dataset;
    if (!isOther)
        return prepare();
    m_undo.clear();
    m_state = {};
    m_state.query.dataset = dataset.name;
    m_isArranging = true;
    m_model->setTable(nullptr);
    m_isArranging = false;
    m_grid->head()->setChosen(-1);
    m_findBar->hide();
    m_grid->setNeedle({});
    m_foot->setTable(nullptr, 0);
    m_nothing->hide();
    m_rows->show();
    m_rows->showLoading(tr("Reading the rows…"));
    m_fit.drop();
    m_isFitting = false;
    m_isPreparing = true;
    m_kept.request([session = m_session, name = dataset.name](CancelToken) -> Result<Json> { return keptView(session->workspace().uuid(), name); },
                   [this](Result<Json> kept) {
                       if (kept && kept->is_object())
                           m_state = viewStateFromJson(*kept);
                       m_state.query.dataset = m_dataset.name;
                       // Columns that a later import took away ask for nothing.
                       auto &query = m_state.query;
                       std::erase_if(query.sort, [this](const auto &key) { return indexOf(key.column) < 0; });
                       std::erase_if(query.filters, [this](const auto &test) { return indexOf(test.field) < 0; });
                       prepare();
                   });
}

void RowsPane::keep() {
    m_writer.start([session = m_session, name = m_dataset.name, json = toJson(m_state)] { keepView(session->workspace().uuid(), name, json); });
}

void RowsPane::change(const QString &text, ViewState state, int merge) {
    m_undo.push(new EditCommand<ViewState>(text, m_state, std::move(state), [this](const ViewState &wanted) { put(wanted); }, merge));
}

void RowsPane::put(const ViewState &state) {
    m_isArranging = true;
    for (auto it = m_state.widths.begin(); it != m_state.widths.end(); ++it)
        if (const int column = indexOf(toUtf8(it.key())); column >= 0 && !state.widths.contains(it.key()))
            m_grid->fitColumn(column);
    m_isArranging = false;
    const bool isOtherQuery = dumpJson(service::toJson(state.query)) != dumpJson(service::toJson(m_state.query));
    m_state = state;
    m_keepLater.start();
    if (isOtherQuery)
        prepare();
    else
        arrange();
}

void RowsPane::prepare() {
    m_isPreparing = true;
    m_prepare.request([session = m_session, query = m_state.query](CancelToken cancel) { return service::TableService(*session).prepare(query, cancel); },
                      [this](Result<service::Table> table) {
                          m_isPreparing = false;
                          if (!table && !m_model->table())
                              return m_rows->showError(tr("The rows could not be read"), sentence(table.error()), tr("Read again"));
                          if (!table)
                              return m_notice->say(Tone::Bad, sentence(table.error()), {}, tr("Try again"));
                          m_notice->clear();
                          take(*table);
                      });
    fillChips();
}

void RowsPane::take(const service::Table &table) {
    const bool isSameColumns = m_model->table() && m_model->table()->dataset().name == table->dataset().name && m_model->columnCount() == int(table->dataset().fields.size());
    const int column = m_grid->head()->chosen();
    const QModelIndex current = m_grid->currentIndex();
    const std::int64_t row = current.isValid() && isSameColumns && m_model->table()->dataset().generation == table->dataset().generation
                                 ? std::int64_t(m_model->table()->rowAt(current.row())) : -1;
    const int across = m_grid->horizontalScrollBar()->value();
    m_profiles->setTable(table);
    m_isArranging = true; // sections that come and go are nobody's wish
    m_model->setTable(table);
    if (!isSameColumns) {
        m_grid->fitColumns(); // to the names, until some rows are there
        fitToSample();
    }
    arrange();
    m_nothing->setVisible(table->rows() == 0 && table->allRows() > 0 && !table->dataset().fields.empty());
    m_nothing->setText(tr("No row passes these filters."));
    if (table->allRows() == 0) {
        m_nothing->setText(tr("This dataset has no rows. Import a file to fill it."));
        m_nothing->show();
    }
    m_rows->showContent();
    m_rows->setVisible(m_nothing->isHidden() || table->dataset().fields.size() > 0);
    m_grid->horizontalScrollBar()->setValue(across);
    // The row somebody was at stays the row they are at.
    const std::int64_t place = row >= 0 ? table->placeOf(std::uint32_t(row)) : -1;
    if (isSameColumns && column >= 0 && table->rows() > 0)
        m_grid->setCurrentIndex(m_model->index(int(qMax<std::int64_t>(0, place)), column));
    m_grid->head()->setChosen(isSameColumns ? column : -1);
    m_findBar->setTable(table, shownColumns());
    Q_EMIT tableChanged();
}

// Widths that suit the values: those of rows spread over the whole table, since the first are often alike.
void RowsPane::fitToSample() {
    constexpr std::int64_t kRows = 120;
    constexpr int kColumns = 60;
    constexpr std::size_t kBytes = 120;
    std::vector<std::int64_t> places;
    const std::int64_t rows = table()->rows(), step = std::max<std::int64_t>(1, rows / kRows);
    for (std::int64_t place = 0; place < rows; place += step)
        places.push_back(place);
    std::vector<int> columns = shownColumns();
    columns.resize(std::min<std::size_t>(columns.size(), kColumns));
    m_isFitting = true;
    m_fit.request([session = m_session, now = table(), places, columns](CancelToken cancel) {
        return service::TableService(*session).rowsAt(now, places, columns, kBytes, cancel);
    }, [this, columns](Result<service::RowsPage> page) {
        m_isFitting = false;
        if (!page)
            return; // the grid itself says what cannot be read
        m_isArranging = true;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            QStringList texts;
            for (const auto &row : page->rows)
                texts << toQString(row[i]);
            m_grid->fitColumn(columns[i], texts);
        }
        m_isArranging = false;
        arrange();
        m_grid->showColumn(column());
    });
}

void RowsPane::arrange() {
    m_isArranging = m_model->table() != nullptr;
    if (!m_isArranging)
        return;
    GridHeader *head = m_grid->head();
    int visual = 0;
    QSet<QString> named;
    for (const QString &name : std::as_const(m_state.order))
        if (const int column = indexOf(toUtf8(name)); column >= 0 && !named.contains(name)) {
            head->moveSection(head->visualIndex(column), visual++);
            named << name;
        }
    if (m_state.order.isEmpty())
        for (int column = 0; column < head->count(); ++column)
            if (head->visualIndex(column) != column)
                head->moveSection(head->visualIndex(column), column);
    for (int column = 0; column < head->count(); ++column)
        if (const bool isHidden = m_state.hidden.contains(nameOf(column)); isHidden != m_grid->isColumnHidden(column))
            m_grid->setColumnHidden(column, isHidden);
    for (auto it = m_state.widths.begin(); it != m_state.widths.end(); ++it)
        if (const int column = indexOf(toUtf8(it.key())); column >= 0)
            head->resizeSection(column, it.value());
    m_grid->setPinned(m_state.pinned);
    head->viewport()->update();
    m_isArranging = false;
    m_foot->setTable(table(), int(m_state.hidden.size()));
    m_findBar->setTable(table(), shownColumns());
}

void RowsPane::showFind() {
    m_findBar->showFind();
}

void RowsPane::goToRow() {
    m_findBar->showGoTo();
}

qint64 RowsPane::selectedPeople() const {
    if (!table() || m_dataset.role != "profiles" || indexOf(m_dataset.keyField) < 0)
        return 0;
    const qint64 rows = m_grid->selectedCells().rows();
    return rows < 2 ? 0 : rows;
}

std::vector<std::int64_t> RowsPane::selectedPlaces() const {
    return m_grid->selectedCells().places(kMostNamed);
}

} // namespace audience::ui
