#include "ui/data/rows_pane.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/data/filter_popup.h"
#include "ui/data/filter_words.h"
#include "ui/data/grid_header.h"
#include "ui/data/grid_model.h"
#include "ui/data/grid_view.h"
#include "ui/kit/actions.h"
#include "ui/kit/edit_command.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/notice.h"
#include "ui/kit/theme.h"
#include "ui/text/sentences.h"
#include "ui/text/words.h"

#include <QAction>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QScrollBar>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace audience::ui {

using model::FieldTest;
using model::TestOp;

RowsPane::RowsPane(std::shared_ptr<service::Session> session, ColumnProfiles *profiles, QWidget *parent)
    : QWidget(parent), m_session(std::move(session)), m_profiles(profiles), m_prepare(this), m_search(this), m_sum(this), m_kept(this), m_copy(this) {
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
    m_findBar = makeFindBar();
    layout->addWidget(m_findBar);
    m_model = new GridModel(m_session, this);
    m_grid = new GridView(QStringLiteral("dataGrid"), tr("Rows"), this);
    m_grid->setModel(m_model);
    layout->addWidget(m_grid, 1);
    m_nothing = makeLabel({}, "secondary", this);
    m_nothing->setObjectName(QStringLiteral("dataNothing"));
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->hide();
    layout->addWidget(m_nothing, 1);
    layout->addWidget(makeFoot());
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
    connect(m_grid->head(), &QHeaderView::sectionHandleDoubleClicked, m_grid, &GridView::fitColumn);
    connect(m_grid, &GridView::rowWanted, this, &RowsPane::rowWanted);
    connect(m_grid, &QTableView::doubleClicked, this, [this](const QModelIndex &index) { Q_EMIT rowWanted(index.row()); });
    connect(m_grid, &GridView::filterWanted, this, &RowsPane::askFilter);
    connect(m_grid, &GridView::moveWanted, this, &RowsPane::moveColumn);
    connect(m_grid, &GridView::copyWanted, this, &RowsPane::copy);
    m_grid->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_grid, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) { showMenu(m_grid->viewport()->mapToGlobal(at)); });
    connect(m_grid->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &now, const QModelIndex &before) {
        describe();
        if (now.isValid() && now.column() != before.column()) {
            m_grid->head()->setChosen(now.column());
            m_grid->pinnedHead()->setChosen(now.column());
            Q_EMIT columnChosen(now.column());
        }
    });
    connect(m_grid->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] { m_sumLater.start(); });
    connect(m_profiles, &ColumnProfiles::arrived, this, [this] {
        m_grid->head()->viewport()->update();
        m_grid->pinnedHead()->viewport()->update();
    });
    connect(m_model, &GridModel::failed, this, [this](const QString &words) { m_notice->say(Tone::Bad, words, {}, tr("Read again")); });
    connect(m_notice, &Notice::actionWanted, this, &RowsPane::prepare);
    // Widths follow the first rows once they are there.
    connect(m_model, &QAbstractItemModel::dataChanged, this, [this] {
        if (std::exchange(m_isFitted, true))
            return;
        m_isArranging = true;
        m_grid->fitColumns();
        m_isArranging = false;
        arrange();
        m_grid->showColumn(column());
    });
    const auto later = [this](QTimer &timer, int wait, auto act) {
        timer.setSingleShot(true);
        timer.setInterval(wait);
        connect(&timer, &QTimer::timeout, this, act);
    };
    later(m_keepLater, 600, [this] { keep(); });
    later(m_sumLater, 60, [this] { sumUp(); });
    later(m_findLater, 200, [this] { look(); });
    bindCommand(this, QStringLiteral("edit.find"), [this] { showFind(); });
    bindCommand(this, QStringLiteral("edit.findNext"), [this] { step(1); });
    bindCommand(this, QStringLiteral("edit.findPrevious"), [this] { step(-1); });
    bindCommand(this, QStringLiteral("edit.goToRow"), [this] { goToRow(); });
    bindUndo(this, &m_undo);
}

QFrame *RowsPane::makeFindBar() {
    auto *bar = new QFrame(this);
    bar->setProperty("role", QStringLiteral("surface"));
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(space::kMedium, space::kTiny, space::kMedium, space::kTiny);
    m_find = new QLineEdit(bar);
    m_find->setObjectName(QStringLiteral("findText"));
    m_find->setAccessibleName(tr("Find in all rows"));
    m_find->setPlaceholderText(tr("Find in all rows"));
    m_find->setMaximumWidth(280);
    m_found = makeLabel({}, "secondary", bar);
    m_found->setObjectName(QStringLiteral("findCount"));
    auto *before = makeTool(QStringLiteral("findPrevious"), tr("Previous"), "arrow-up", bar);
    auto *next = makeTool(QStringLiteral("findNext"), tr("Next"), "arrow-down", bar);
    auto *close = makeTool(QStringLiteral("findClose"), tr("Close"), "x", bar);
    for (QWidget *part : std::initializer_list<QWidget *>{m_find, before, next, m_found})
        row->addWidget(part);
    row->addStretch(1);
    row->addWidget(close);
    connect(m_find, &QLineEdit::textChanged, this, [this] { m_findLater.start(); });
    connect(m_find, &QLineEdit::returnPressed, this, [this] { step(1); });
    connect(before, &QToolButton::clicked, this, [this] { step(-1); });
    connect(next, &QToolButton::clicked, this, [this] { step(1); });
    const auto leave = [this] {
        m_findBar->hide();
        m_grid->setNeedle({});
        m_places.clear();
        m_grid->setFocus();
    };
    connect(close, &QToolButton::clicked, this, leave);
    auto *escape = new QShortcut(Qt::Key_Escape, bar);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, leave);
    bar->hide();
    return bar;
}

QFrame *RowsPane::makeFoot() {
    auto *foot = new QFrame(this);
    foot->setProperty("role", QStringLiteral("footer"));
    foot->setFixedHeight(28);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(space::kMedium, 0, space::kMedium, 0);
    m_footLeft = makeLabel({}, "secondary", foot);
    m_footLeft->setObjectName(QStringLiteral("dataFoot"));
    m_footLeft->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_footRight = makeLabel({}, "secondary", foot);
    m_footRight->setObjectName(QStringLiteral("dataFootRight"));
    row->addWidget(m_footLeft, 1);
    row->addWidget(m_footRight);
    return foot;
}

const service::Table &RowsPane::table() const {
    return m_model->table();
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
        m_isFitted = false;
        m_grid->fitColumns(); // to the names, until the first rows are there
    }
    arrange();
    m_nothing->setVisible(table->rows() == 0 && table->allRows() > 0 && !table->dataset().fields.empty());
    m_nothing->setText(tr("No row passes these filters."));
    if (table->allRows() == 0) {
        m_nothing->setText(tr("This dataset has no rows. Import a file to fill it."));
        m_nothing->show();
    }
    m_grid->setVisible(m_nothing->isHidden() || table->dataset().fields.size() > 0);
    m_grid->horizontalScrollBar()->setValue(across);
    // The row somebody was at stays the row they are at.
    const std::int64_t place = row >= 0 ? table->placeOf(std::uint32_t(row)) : -1;
    if (isSameColumns && column >= 0 && table->rows() > 0)
        m_grid->setCurrentIndex(m_model->index(int(qMax<std::int64_t>(0, place)), column));
    m_grid->head()->setChosen(isSameColumns ? column : -1);
    if (m_findBar->isVisible())
        look();
    describe();
    Q_EMIT tableChanged();
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
    describe();
}

HeadColumn RowsPane::headOf(int section) {
    HeadColumn head;
    if (section < 0 || section >= int(m_dataset.fields.size()))
        return head;
    const auto &field = m_dataset.fields[std::size_t(section)];
    head.isKey = field.name == m_dataset.keyField;
    head.isRight = field.isNumber;
    for (std::size_t i = 0; i < m_state.query.sort.size(); ++i)
        if (m_state.query.sort[i].column == field.name)
            head.sort = (m_state.query.sort[i].descending ? -1 : 1) * (int(i) + 1);
    for (const FieldTest &test : m_state.query.filters)
        head.isFiltered = head.isFiltered || test.field == field.name;
    head.isFiltered = head.isFiltered || (!m_state.query.check.empty() && m_state.query.checkColumn == field.name);
    const Profile profile = m_profiles->profile(section);
    if (!profile)
        return head;
    const qint64 filled = profile->rows - profile->empty;
    if (filled == 0)
        head.words = tr("all empty");
    else if (profile->invalid > 0)
        head.words = tr("%1 invalid").arg(formatNumber(profile->invalid));
    else if (profile->distinct == filled && profile->empty == 0 && filled > 1)
        head.words = tr("all distinct");
    else if (!profile->histogram.empty())
        for (const auto &bar : profile->histogram) {
            head.bars.append(bar.count);
            head.ranges << tr("%1 to %2").arg(toQString(bar.from), toQString(bar.to));
        }
    else if (profile->distinct <= 24)
        for (const auto &bucket : profile->mostCommon) {
            head.bars.append(bucket.count);
            head.ranges << toQString(bucket.label).left(100);
        }
    else
        head.words = tr("%1 distinct").arg(formatNumber(profile->distinct));
    return head;
}

void RowsPane::sortBy(int column, bool adding) {
    chooseColumn(column);
    ViewState state = m_state;
    auto &sort = state.query.sort;
    const std::string name = toUtf8(nameOf(column));
    const auto found = std::find_if(sort.begin(), sort.end(), [&](const auto &key) { return key.column == name; });
    if (found != sort.end() && (adding || sort.size() == 1)) {
        if (found->descending)
            sort.erase(found); // rising, falling, as stored
        else
            found->descending = true;
    } else {
        if (!adding)
            sort.clear();
        sort.push_back({name, false});
    }
    change(tr("Sort"), state);
}

void RowsPane::filter(const FieldTest &test) {
    ViewState state = m_state;
    std::erase_if(state.query.filters, [&](const FieldTest &other) { return other.field == test.field; });
    state.query.filters.push_back(test);
    change(tr("Filter"), state);
}

void RowsPane::clearFilters(const QString &column) {
    ViewState state = m_state;
    const std::string name = toUtf8(column);
    std::erase_if(state.query.filters, [&](const FieldTest &test) { return column.isEmpty() || test.field == name; });
    if (column.isEmpty() || column == QLatin1String("check:"))
        state.query.check = state.query.checkColumn = {};
    change(tr("Clear filter"), state);
}

void RowsPane::showCheck(const QString &check, const QString &column) {
    ViewState state = m_state;
    state.query.filters.clear();
    state.query.check = toUtf8(check);
    state.query.checkColumn = toUtf8(column);
    change(tr("Show rows"), state);
    chooseColumn(indexOf(toUtf8(column)));
}

void RowsPane::filterBar(int column, int bar) {
    chooseColumn(column);
    const Profile profile = m_profiles->profile(column);
    if (bar < 0 || !profile)
        return;
    FieldTest test;
    test.field = profile->field.name;
    if (!profile->histogram.empty() && bar < int(profile->histogram.size())) {
        test.op = TestOp::Between;
        test.values = {profile->histogram[std::size_t(bar)].from, profile->histogram[std::size_t(bar)].to};
    } else if (bar < int(profile->mostCommon.size())) {
        const std::string &value = profile->mostCommon[std::size_t(bar)].label;
        test.op = profile->field.type == "bool" ? (value == "true" ? TestOp::IsTrue : TestOp::IsFalse) : TestOp::In;
        if (profile->field.type != "bool")
            test.values = {value};
    }
    filter(test);
}

void RowsPane::askFilter(int column) {
    if (column < 0 || column >= int(m_dataset.fields.size()))
        column = qMax(0, m_grid->currentIndex().column());
    if (column >= int(m_dataset.fields.size()))
        return;
    chooseColumn(column);
    const auto &field = m_dataset.fields[std::size_t(column)];
    service::TableQuery others = m_state.query;
    others.sort.clear();
    std::optional<FieldTest> now;
    for (const FieldTest &test : m_state.query.filters)
        if (test.field == field.name)
            now = test;
    std::erase_if(others.filters, [&](const FieldTest &test) { return test.field == field.name; });
    auto *popup = new FilterPopup(m_session, others, field, now, [this, name = nameOf(column)](std::optional<FieldTest> test) {
        if (test)
            filter(*test);
        else
            clearFilters(name);
        m_grid->setFocus();
    }, this);
    const GridHeader *head = m_grid->head();
    const int x = head->sectionViewportPosition(column);
    popup->showAt(head->mapToGlobal(QPoint(qBound(0, x, qMax(0, head->width() - 288)), GridHeader::kNames + 2)));
}

void RowsPane::chooseColumn(int column) {
    if (column < 0 || column >= m_model->columnCount())
        return;
    if (m_state.hidden.contains(nameOf(column))) {
        ViewState state = m_state;
        state.hidden.remove(nameOf(column));
        change(tr("Show column"), state);
    }
    m_grid->showColumn(column);
    const int row = m_grid->currentIndex().isValid() ? m_grid->currentIndex().row() : qMax(0, m_grid->rowAt(0));
    const bool isOther = m_grid->head()->chosen() != column;
    m_grid->head()->setChosen(column);
    m_grid->pinnedHead()->setChosen(column);
    if (m_model->rowCount() > 0 && m_grid->currentIndex().column() != column)
        m_grid->setCurrentIndex(m_model->index(row, column));
    else if (isOther)
        Q_EMIT columnChosen(column);
}

void RowsPane::fillChips() {
    clearLayout(m_chips);
    const auto &query = m_state.query;
    for (const FieldTest &test : query.filters) {
        const int column = indexOf(test.field);
        addChip(filterWords(test, column >= 0 ? m_dataset.fields[std::size_t(column)].type : std::string()), toQString(test.field));
    }
    if (!query.check.empty())
        addChip(tr("%1: found by a check").arg(plainName(query.checkColumn)), QStringLiteral("check:"));
    if (query.filters.size() + (query.check.empty() ? 0 : 1) > 1) {
        auto *all = makeButton(QStringLiteral("filterClearAll"), tr("Clear all"), "word", nullptr, m_chipBar);
        connect(all, &QPushButton::clicked, this, [this] { clearFilters(); });
        m_chips->addWidget(all);
    }
    m_chipBar->setVisible(query.isFiltered());
}

void RowsPane::addChip(const QString &words, const QString &column) {
    auto *chip = makeButton(QStringLiteral("filterChip_") + column, words.left(160), "chip", "x", m_chipBar);
    chip->setText(chip->fontMetrics().elidedText(words.left(160), Qt::ElideRight, 300));
    chip->setAccessibleName(tr("Remove the filter: %1").arg(words.left(160)));
    chip->setToolTip(tr("Remove this filter"));
    chip->setLayoutDirection(layoutDirection() == Qt::LeftToRight ? Qt::RightToLeft : Qt::LeftToRight); // the cross stands behind the words
    connect(chip, &QPushButton::clicked, this, [this, column] { clearFilters(column); });
    m_chips->addWidget(chip);
}

QString RowsPane::sortedWords() const {
    QStringList names;
    for (const auto &key : m_state.query.sort)
        names << (key.descending ? tr("%1, falling").arg(plainName(key.column)) : plainName(key.column));
    if (names.isEmpty())
        return tr("as imported");
    QString words = names.takeFirst();
    for (const QString &name : std::as_const(names))
        words = tr("%1, then %2").arg(words, name);
    return tr("sorted by %1").arg(words);
}

QString RowsPane::rowWords() const {
    const QString rows = formatNumber(table()->rows()), all = formatNumber(table()->allRows());
    const QModelIndex current = m_grid->currentIndex();
    if (!table()->query().isFiltered())
        return current.isValid() ? tr("Row %1 of %2").arg(formatNumber(current.row() + 1), rows) : tr("%1 rows").arg(rows);
    return current.isValid() ? tr("Row %1 of %2 · %3 in all").arg(formatNumber(current.row() + 1), rows, all) : tr("%1 rows · %2 in all").arg(rows, all);
}

// A number as core writes it ("-1234.50") in the way of the interface's language, without losing a digit.
static QString figure(const std::string &text) {
    const QString plain = toQString(text);
    const int point = int(plain.indexOf(QLatin1Char('.')));
    bool isWhole = false;
    const qlonglong whole = plain.left(point).toLongLong(&isWhole);
    if (!isWhole || plain.contains(QLatin1Char('e')))
        return interfaceLocale().toString(plain.toDouble(), 'g', 4);
    if (point < 0)
        return formatNumber(whole);
    const QString front = whole == 0 && plain.startsWith(QLatin1Char('-')) ? interfaceLocale().negativeSign() + formatNumber(0) : formatNumber(whole);
    return front + interfaceLocale().decimalPoint() + plain.mid(point + 1);
}

void RowsPane::describe() {
    const service::Table &now = table();
    if (!now)
        return m_footLeft->setText(m_isPreparing ? tr("Reading…") : QString());
    m_footLeft->setText(tr("%1 · %2", "which rows · in which order").arg(rowWords(), sortedWords()));
    m_sumLater.start();
}

void RowsPane::sumUp() {
    if (!table() || !m_grid->selectionModel())
        return;
    const QItemSelection selection = m_grid->selectionModel()->selection();
    qint64 cells = 0;
    for (const QItemSelectionRange &range : selection)
        cells += qint64(range.height()) * range.width();
    const int hidden = int(m_state.hidden.size());
    const QString rest = hidden > 0 ? tr("%n columns hidden", nullptr, hidden)
                                    : tr("data from %1").arg(formatMoment(toQDateTime(m_dataset.updatedAt).toLocalTime()));
    m_sum.drop();
    if (cells < 2)
        return m_footRight->setText(rest);
    const auto &range = selection.front();
    if (selection.size() != 1 || range.width() != 1 || !m_dataset.fields[std::size_t(range.left())].isNumber)
        return m_footRight->setText(tr("%1 cells selected").arg(formatNumber(cells)));
    m_sum.request([session = m_session, now = table(), top = qint64(range.top()), rows = qint64(range.height()), column = range.left()](CancelToken cancel) {
        return service::TableService(*session).sum(now, top, rows, column, cancel);
    }, [this](Result<service::NumberSummary> sum) {
        if (sum && sum->count > 0)
            m_footRight->setText(tr("Sum %1 · mean %2 · %n values", nullptr, int(qMin<qint64>(sum->count, 2'000'000'000))).arg(figure(sum->sum), figure(sum->mean)));
    });
}

void RowsPane::showFind() {
    m_findBar->show();
    m_find->setFocus();
    m_find->selectAll();
    if (!m_find->text().isEmpty())
        look();
}

void RowsPane::look() {
    const QString words = m_find->text();
    m_grid->setNeedle(words);
    m_places.clear();
    m_search.drop();
    m_isFinding = false;
    if (words.isEmpty() || !table())
        return m_found->clear();
    m_found->setText(tr("Looking…"));
    m_isFinding = true;
    m_search.request([session = m_session, now = table(), text = toUtf8(words), columns = shownColumns()](CancelToken cancel) {
        return service::TableService(*session).find(now, text, columns, cancel);
    }, [this](Result<std::vector<std::int64_t>> places) {
        m_isFinding = false;
        if (!places)
            return m_found->setText(sentence(places.error()));
        m_places = std::move(*places);
        if (m_places.empty())
            return m_found->setText(tr("Nowhere in these rows"));
        const QModelIndex current = m_grid->currentIndex();
        if (!current.isValid() || !std::binary_search(m_places.begin(), m_places.end(), current.row()))
            step(1);
        else
            step(0);
    });
}

void RowsPane::step(int by) {
    if (m_places.empty())
        return;
    const std::int64_t now = m_grid->currentIndex().isValid() ? m_grid->currentIndex().row() : -1;
    auto at = by < 0 ? std::lower_bound(m_places.begin(), m_places.end(), now) : by > 0 ? std::upper_bound(m_places.begin(), m_places.end(), now)
                                                                                     : std::lower_bound(m_places.begin(), m_places.end(), now);
    if (by < 0)
        at = at == m_places.begin() ? m_places.end() - 1 : at - 1;
    else if (at == m_places.end())
        at = m_places.begin(); // round again
    const QModelIndex next = m_model->index(int(*at), qMax(0, m_grid->currentIndex().column()));
    if (next != m_grid->currentIndex())
        m_grid->setCurrentIndex(next);
    m_found->setText(tr("%1 of %2 rows").arg(formatNumber(at - m_places.begin() + 1), formatNumber(qint64(m_places.size()))));
}

std::vector<int> RowsPane::shownColumns() const {
    std::vector<int> columns;
    for (int visual = 0; visual < m_grid->head()->count(); ++visual)
        if (const int column = m_grid->head()->logicalIndex(visual); !m_grid->isColumnHidden(column))
            columns.push_back(column);
    return columns;
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
