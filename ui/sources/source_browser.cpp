#include "ui/sources/source_browser.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/kit/card.h"
#include "ui/kit/column_fit.h"
#include "ui/kit/elided_label.h"
#include "ui/kit/split_pane.h"
#include "ui/kit/state_view.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/sources/source_words.h"
#include "ui/text/words.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace audience::ui {

using warehouse::KeyInfo;
using warehouse::TableInfo;
using warehouse::TableShape;

namespace {

constexpr int kHeight = 400, kTablesWidth = 348;
enum TableColumnAt { NameAt, RowsAt, StateAt };

// Most tables of a source stand in one schema, which need not be said of each.
std::string usualSchema(const std::vector<TableInfo> &tables) {
    std::map<std::string, int> counts;
    for (const TableInfo &table : tables)
        ++counts[table.name.schema];
    const auto most = std::max_element(counts.begin(), counts.end(), [](const auto &a, const auto &b) { return a.second < b.second; });
    return most == counts.end() ? std::string() : most->first;
}

std::string idOf(const warehouse::TableName &name) { return name.schema.empty() ? name.name : name.schema + "." + name.name; }

QString joined(const std::vector<std::string> &names) {
    QStringList all;
    for (const std::string &name : names)
        all << toQString(name);
    return all.join(QStringLiteral(", "));
}

QString becomes(const engine::Field &field) {
    const QString word = typeWord(engine::toText(field.type));
    return field.type == engine::ColumnType::Decimal ? SourceBrowser::tr("%1, %n digits", nullptr, int(field.scale)).arg(word) : word;
}

QString keyWord(const TableShape &shape, const std::string &column) {
    const auto holds = [&](KeyInfo::Kind kind) {
        return std::any_of(shape.keys.begin(), shape.keys.end(), [&](const KeyInfo &key) {
            return key.kind == kind && std::find(key.columns.begin(), key.columns.end(), column) != key.columns.end();
        });
    };
    if (holds(KeyInfo::Kind::Primary))
        return SourceBrowser::tr("names a row");
    if (holds(KeyInfo::Kind::Foreign))
        return SourceBrowser::tr("points elsewhere");
    return holds(KeyInfo::Kind::Unique) ? SourceBrowser::tr("never twice") : QString();
}

} // namespace

SourceBrowser::SourceBrowser(std::shared_ptr<service::Session> session, QWidget *parent)
    : QWidget(parent), m_session(std::move(session)), m_listing(this), m_looking(this) {
    setObjectName(QStringLiteral("sourceBrowser"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_card = new Card(tr("What is in it"), this);
    m_card->setFlush();
    m_card->showLine(true);
    layout->addWidget(m_card);
    auto *again = makeButton(QStringLiteral("sourceLookAgain"), tr("Look again"), "", "refresh-cw", this);
    m_card->addAction(again);
    connect(again, &QPushButton::clicked, this, &SourceBrowser::reload);
    auto *panes = new SplitPane(QStringLiteral("sourcePanes"), Qt::Horizontal, true, this);
    panes->addPane(makeTables(), kTablesWidth, tr("Tables"));
    panes->addPane(makeColumns(), 0, tr("Columns"));
    m_state = new StateView(QStringLiteral("sourceTablesState"), panes, this);
    m_state->setMinimumHeight(Theme::instance().pixels(kHeight));
    connect(m_state, &StateView::actionWanted, this, &SourceBrowser::reload);
    m_card->body()->addWidget(m_state);
}

QWidget *SourceBrowser::makeTables() {
    auto *pane = new QWidget(this);
    auto *column = new QVBoxLayout(pane);
    column->setContentsMargins(0, space::kSmall, 0, 0);
    column->setSpacing(space::kSmall);
    m_filter = new QLineEdit(pane);
    m_filter->setObjectName(QStringLiteral("sourceTableFilter"));
    m_filter->setAccessibleName(tr("Find a table"));
    m_filter->setPlaceholderText(tr("Find a table"));
    m_filter->setClearButtonEnabled(true);
    auto *row = makeRow();
    row->setContentsMargins(space::kMedium, 0, space::kMedium, 0);
    row->addWidget(m_filter);
    column->addLayout(row);
    m_tableModel = new TableModel(this);
    m_tableView = new TableView(QStringLiteral("sourceTables"), tr("Tables"), pane);
    m_tableView->setProperty("role", QStringLiteral("plain"));
    m_tableView->setModel(m_tableModel);
    m_tableFit = new ColumnFit(m_tableView);
    column->addWidget(m_tableView, 1);
    connect(m_filter, &QLineEdit::textChanged, this, &SourceBrowser::fill);
    connect(m_tableView->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &now) {
        if (now.isValid())
            choose(now.row());
    });
    connect(m_tableView, &TableView::rowOpened, this, [this] {
        if (m_bring->isEnabled())
            m_bring->click();
    });
    return pane;
}

QWidget *SourceBrowser::makeColumns() {
    auto *pane = new QWidget(this);
    auto *column = new QVBoxLayout(pane);
    column->setContentsMargins(0, space::kSmall, 0, 0);
    column->setSpacing(space::kSmall);
    auto *head = makeRow();
    head->setContentsMargins(space::kMedium, 0, space::kMedium, 0);
    m_name = new ElidedLabel({}, "strong", pane);
    m_name->setObjectName(QStringLiteral("sourceTableName"));
    head->addWidget(m_name);
    static_cast<QHBoxLayout *>(head)->setStretch(0, 1);
    m_bring = makeButton(QStringLiteral("sourceBring"), tr("Bring over …"), "primary", nullptr, pane);
    head->addWidget(m_bring);
    column->addLayout(head);
    auto *inside = new QWidget(pane);
    auto *rows = new QVBoxLayout(inside);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    m_columnModel = new TableModel(this);
    m_columnView = new TableView(QStringLiteral("sourceColumns"), tr("Columns"), inside);
    m_columnView->setProperty("role", QStringLiteral("plain"));
    m_columnView->setModel(m_columnModel);
    m_columnFit = new ColumnFit(m_columnView);
    rows->addWidget(m_columnView, 1);
    m_keys = makeLabel({}, "secondary", inside);
    m_keys->setObjectName(QStringLiteral("sourceKeys"));
    m_keys->setWordWrap(true);
    auto *below = makeRow();
    below->setContentsMargins(space::kMedium, 0, space::kMedium, 0);
    below->addWidget(m_keys);
    rows->addLayout(below);
    m_columnsState = new StateView(QStringLiteral("sourceColumnsState"), inside, pane);
    column->addWidget(m_columnsState, 1);
    connect(m_bring, &QPushButton::clicked, this, [this] {
        if (m_chosen)
            Q_EMIT bringOver(toQString(m_chosen->schema), toQString(m_chosen->name));
    });
    return pane;
}

void SourceBrowser::show(const std::string &connection) {
    setVisible(true);
    if (m_connection == connection && (!m_tables.empty() || m_busy > 0))
        return;
    forget();
    m_connection = connection;
    reload();
}

void SourceBrowser::forget() {
    m_listing.drop();
    m_looking.drop();
    m_busy = 0;
    m_connection.clear();
    m_tables.clear();
    m_shapes.clear();
    m_chosen.reset();
    const QSignalBlocker quiet(m_filter);
    m_filter->clear();
}

void SourceBrowser::reload() {
    if (m_connection.empty())
        return;
    m_shapes.clear();
    m_looking.drop();
    m_busy = 1;
    m_state->showLoading(tr("Asking which tables there are …"));
    m_listing.request([session = m_session, name = m_connection](CancelToken cancel) -> Result<std::vector<TableInfo>> {
        TRY_ASSIGN(const auto connector, service::SourceService(*session).connector(name));
        return connector->tables({}, cancel);
    }, [this](Result<std::vector<TableInfo>> tables) {
        m_busy = 0;
        if (!tables)
            return m_state->showError(tr("What is in it could not be read"), sourceSentence(tables.error()), tr("Try again"));
        put(*tables);
    });
}

void SourceBrowser::setTaken(const std::set<std::string> &taken) {
    if (std::exchange(m_taken, taken) != taken && !m_tables.empty())
        fill();
}

void SourceBrowser::put(const std::vector<TableInfo> &tables) {
    m_tables = tables;
    if (m_tables.empty())
        return m_state->showEmpty(QStringLiteral("table"), tr("No table is in it yet"), tr("Or this user may see none. Ask whoever looks after it for the right to read, then look again."), tr("Look again"));
    m_state->showContent();
    m_card->setCount(formatNumber(qint64(m_tables.size())), Tone::Neutral);
    fill();
}

void SourceBrowser::fill() {
    const QString wanted = m_filter->text().trimmed();
    QVector<TableColumn> columns(3);
    columns[NameAt].title = tr("Table");
    columns[RowsAt].title = tr("Rows");
    columns[RowsAt].number = columns[RowsAt].quiet = true;
    columns[StateAt].spoken = tr("State");
    columns[StateAt].chip = [](const QString &words) -> std::pair<QString, Tone> { return {words, words == tr("comes over") ? Tone::Good : Tone::Neutral}; };
    const std::string usual = usualSchema(m_tables);
    TableRows rows;
    m_shown.clear();
    for (std::size_t i = 0; i < m_tables.size(); ++i) {
        const TableInfo &table = m_tables[i];
        if (!toQString(idOf(table.name)).contains(wanted, Qt::CaseInsensitive))
            continue;
        const QString name = toQString(table.name.schema == usual ? table.name.name : idOf(table.name));
        const QString state = m_taken.count(idOf(table.name)) != 0      ? tr("comes over")
                              : !table.readable                         ? tr("may not be read")
                              : table.kind != warehouse::TableKind::Table ? tableKindWord(table.kind)
                                                                          : QString();
        rows.append({name, table.rows < 0 ? QString() : formatNumber(table.rows), state});
        m_shown.push_back(i);
    }
    const auto before = m_chosen;
    m_tableModel->setRows(columns, rows);
    if (rows.isEmpty())
        m_tableModel->fail(tr("No table is called like that."));
    m_tableFit->fit({NameAt}, {}); // names are cut before figures go
    // The one that was chosen, else the first that can be brought over.
    const auto isBefore = [&](std::size_t table) { return before && m_tables[table].name == *before; };
    auto found = std::find_if(m_shown.begin(), m_shown.end(), isBefore);
    if (found == m_shown.end())
        found = std::find_if(m_shown.begin(), m_shown.end(), [&](std::size_t table) { return m_tables[table].readable; });
    const int at = found == m_shown.end() ? 0 : int(found - m_shown.begin());
    if (!rows.isEmpty())
        m_tableView->selectRow(at);
    choose(rows.isEmpty() ? -1 : at);
}

void SourceBrowser::choose(int row) {
    if (row < 0 || row >= int(m_shown.size())) {
        m_chosen.reset();
        m_name->setText({});
        m_columnModel->setRows({}, {});
        m_keys->clear();
        return refreshButton();
    }
    const TableInfo &table = m_tables[m_shown[std::size_t(row)]];
    const bool isOther = !m_chosen || !(*m_chosen == table.name);
    m_chosen = table.name;
    m_name->setText(toQString(idOf(table.name)));
    if (!isOther && m_shapes.count(idOf(table.name)) != 0)
        return refreshButton();
    if (m_shapes.count(idOf(table.name)) != 0)
        return showShape();
    refreshButton();
    m_columnModel->setRows({}, {});
    m_keys->clear();
    m_columnsState->showLoading(tr("Asking for its columns …"));
    m_busy = 1;
    m_looking.request([session = m_session, name = m_connection, table = table.name](CancelToken cancel) -> Result<TableShape> {
        TRY_ASSIGN(const auto connector, service::SourceService(*session).connector(name));
        return connector->shape(table, warehouse::Sampling::Yes, cancel);
    }, [this](Result<TableShape> shape) {
        m_busy = 0;
        if (!shape)
            return m_columnsState->showError(tr("Its columns could not be read"), sourceSentence(shape.error()));
        put(*shape);
    });
}

void SourceBrowser::put(const TableShape &shape) {
    m_shapes[idOf(shape.table.name)] = shape;
    if (m_chosen && *m_chosen == shape.table.name)
        showShape();
}

void SourceBrowser::showShape() {
    const TableShape &shape = m_shapes[idOf(*m_chosen)];
    QVector<TableColumn> columns(4);
    columns[0].title = tr("Column");
    columns[1].title = tr("There");
    columns[1].quiet = true;
    columns[2].title = tr("Becomes here");
    columns[3].title = tr("Key");
    columns[3].quiet = true;
    TableRows rows;
    for (const warehouse::ColumnInfo &column : shape.columns)
        rows.append({toQString(column.name), toQString(column.type), becomes(column.field), keyWord(shape, column.name)});
    m_columnModel->setRows(columns, rows);
    m_columnFit->fit({0, 3, 2, 1}, {}); // the longest gives most
    QStringList keys;
    for (const KeyInfo &key : shape.keys)
        if (key.kind == KeyInfo::Kind::Foreign)
            keys << tr("%1 points at %2 (%3).").arg(joined(key.columns), toQString(idOf(key.target)), joined(key.targetColumns));
    m_keys->setText(keys.mid(0, 4).join(QLatin1Char('\n')));
    m_keys->setVisible(!keys.isEmpty());
    m_columnsState->showContent();
    refreshButton();
}

void SourceBrowser::refreshButton() {
    const auto found = std::find_if(m_tables.begin(), m_tables.end(), [&](const TableInfo &one) { return m_chosen && one.name == *m_chosen; });
    const bool isReadable = found != m_tables.end() && found->readable;
    m_bring->setEnabled(isReadable);
    m_bring->setToolTip(found != m_tables.end() && !isReadable ? tr("This user may not read it. Ask whoever looks after the source for the right to.") : QString());
}

} // namespace audience::ui
