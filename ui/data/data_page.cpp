#include "ui/data/data_page.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/data/checks_view.h"
#include "ui/data/column_panel.h"
#include "ui/data/grid_header.h"
#include "ui/data/grid_model.h"
#include "ui/data/grid_view.h"
#include "ui/data/profile_view.h"
#include "ui/data/query_view.h"
#include "ui/data/row_panel.h"
#include "ui/data/rows_pane.h"
#include "ui/import/import_view.h"
#include "ui/kit/file_dialog.h"
#include "ui/kit/jobs.h"
#include "ui/kit/notice.h"
#include "ui/kit/side_list.h"
#include "ui/kit/tab_row.h"
#include "ui/kit/theme.h"
#include "ui/text/sentences.h"

#include <algorithm>
#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QMimeData>
#include <QStackedWidget>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

namespace audience::ui {

using service::DataService;
using service::DatasetView;

namespace {

enum View { Work, Empty, Import };

const char *iconOf(const DatasetView &dataset) {
    if (dataset.role == "profiles")
        return "user";
    if (dataset.role == "events")
        return "zap";
    return dataset.name.find("campaign") != std::string::npos ? "send" : dataset.name.find("product") != std::string::npos ? "package" : "table";
}

QStringList droppedCsv(const QMimeData *data) {
    QStringList paths;
    for (const QUrl &url : data->urls()) {
        const QString path = url.toLocalFile();
        if (path.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive) || path.endsWith(QLatin1String(".tsv"), Qt::CaseInsensitive) ||
            path.endsWith(QLatin1String(".txt"), Qt::CaseInsensitive))
            paths << path;
    }
    return paths;
}

} // namespace

DataPage::DataPage(std::shared_ptr<service::Session> session, Jobs *jobs, QWidget *parent)
    : Page(parent), m_session(std::move(session)), m_jobs(jobs), m_latest(this), m_relations(this), m_keys(this) {
    setAcceptDrops(true);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_list = new SideList(tr("Workspace"), QStringLiteral("datasetList"), this);
    m_list->allowAdd(tr("Import a file"));
    layout->addWidget(m_list);
    m_filter = new QLineEdit(m_list);
    m_filter->setObjectName(QStringLiteral("datasetFilter"));
    m_filter->setAccessibleName(tr("Find a dataset"));
    m_filter->setPlaceholderText(tr("Find a dataset"));
    m_filter->hide();
    m_related = makeLabel({}, "secondary", m_list);
    m_related->setObjectName(QStringLiteral("datasetRelations"));
    m_related->setWordWrap(true);
    m_related->setContentsMargins(space::kPage, space::kSmall, space::kPage, space::kSmall);
    m_related->hide();
    if (auto *column = qobject_cast<QVBoxLayout *>(m_list->layout())) {
        auto *row = makeRow();
        row->setContentsMargins(space::kMedium, 0, space::kMedium, space::kTiny);
        row->addWidget(m_filter);
        column->insertLayout(1, row);
        column->addWidget(m_related);
    }
    m_profiles = new ColumnProfiles(m_session, this);
    m_stack = new QStackedWidget(this);
    layout->addWidget(m_stack, 1);
    m_stack->addWidget(makeWork());
    auto *empty = new EmptyState(QStringLiteral("database"), tr("Bring your customers"),
                                 tr("Drop a CSV file here, or choose one. You see what was found before anything is kept."), tr("Choose a file"), m_stack);
    m_stack->addWidget(empty);
    m_importView = new ImportView(m_session, m_jobs, m_stack);
    m_stack->addWidget(m_importView);
    connect(empty->button(), &QPushButton::clicked, this, &DataPage::chooseFile);
    makeActions();
    connectParts();
    reload();
}

QWidget *DataPage::makeWork() {
    auto *work = new QWidget(m_stack);
    auto *layout = new QHBoxLayout(work);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *middle = new QVBoxLayout;
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
    layout->addLayout(middle, 1);
    m_side = new QStackedWidget(work);
    m_side->setFixedWidth(276);
    m_columnPanel = new ColumnPanel(m_session, m_profiles, m_side);
    m_rowPanel = new RowPanel(m_session, m_side);
    m_side->addWidget(m_columnPanel);
    m_side->addWidget(m_rowPanel);
    layout->addWidget(m_side);
    return work;
}

void DataPage::makeTools() {
    m_findTool = makeTool(QStringLiteral("gridFind"), tr("Find in all rows (Ctrl+F)"), "search", m_tabs);
    m_columnsTool = makeTool(QStringLiteral("gridColumns"), tr("Choose columns"), "columns-3", m_tabs);
    m_exportTool = makeTool(QStringLiteral("gridExport"), tr("Export what is shown"), "upload", m_tabs);
    m_tabs->putAfter(Checks, m_checksChip);
    for (QToolButton *tool : {m_findTool, m_columnsTool, m_exportTool})
        m_tabs->tail()->addWidget(tool);
}

void DataPage::makeActions() {
    m_size = makeChip({});
    m_size->setProperty("mayGo", true); // where there is no room
    m_size->setParent(this);
    m_size->hide();
    m_filterButton = makeButton(QStringLiteral("dataFilter"), tr("Filter"), "", "filter", this);
    m_queryButton = makeButton(QStringLiteral("dataQuery"), tr("Query"), "", "code", this);
    m_segment = makeButton(QStringLiteral("dataSegment"), tr("Segment of these rows"), "primary", "users", this);
    for (QPushButton *button : {m_filterButton, m_queryButton, m_segment})
        button->hide();
}

void DataPage::connectParts() {
    connect(m_list, &SideList::itemChosen, this, &DataPage::open);
    connect(m_list, &SideList::addWanted, this, &DataPage::chooseFile);
    connect(m_filter, &QLineEdit::textChanged, this, &DataPage::fillList);
    connect(m_filterButton, &QPushButton::clicked, this, [this] {
        m_tabs->setCurrent(Rows);
        m_rowsPane->askFilter(m_rowsPane->column());
    });
    connect(m_queryButton, &QPushButton::clicked, this, [this] { open(QStringLiteral("query")); });
    connect(m_segment, &QPushButton::clicked, this, &DataPage::makeSegment);
    connect(m_tabs, &TabRow::currentChanged, this, &DataPage::showTab);
    connect(m_findTool, &QToolButton::clicked, m_rowsPane, &RowsPane::showFind);
    connect(m_columnsTool, &QToolButton::clicked, this, [this] { m_rowsPane->chooseColumns(m_columnsTool); });
    connect(m_exportTool, &QToolButton::clicked, this, &DataPage::exportShown);
    connect(m_queryView, &QueryView::exportWanted, this, &DataPage::exportAnswer);
    connect(m_rowsPane, &RowsPane::columnChosen, this, &DataPage::showColumn);
    connect(m_rowsPane, &RowsPane::rowWanted, this, &DataPage::showRow);
    connect(m_rowsPane, &RowsPane::said, this, &Page::said);
    connect(m_rowsPane, &RowsPane::exportOffered, this, [this](const QString &why) {
        offer(why, tr("Export writes every row that is shown to a file."), tr("Export…"), [this] { exportShown(); });
    });
    connect(m_notice, &Notice::actionWanted, this, [this] {
        const auto act = std::exchange(m_offered, {});
        m_notice->clear();
        if (act)
            act();
    });
    connect(m_rowsPane, &RowsPane::tableChanged, this, [this] {
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
            m_columnPanel->clear();
            m_rowsPane->chooseColumn(first);
        }
        refreshSegment();
    });
    connect(m_rowsPane->grid()->selectionModel(), &QItemSelectionModel::selectionChanged, this, &DataPage::refreshSegment);
    connect(m_rowsPane->grid()->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &now) {
        if (m_side->currentWidget() == m_rowPanel && m_side->isVisible() && now.isValid())
            m_rowPanel->showRow(m_rowsPane->table(), now.row());
    });
    connect(m_columnPanel, &ColumnPanel::closeWanted, this, [this] {
        m_isPanelClosed = true;
        m_side->hide();
        m_rowsPane->grid()->setFocus();
    });
    connect(m_rowPanel, &RowPanel::closeWanted, this, [this] {
        m_side->setCurrentWidget(m_columnPanel);
        m_side->setVisible(!m_isPanelClosed);
        m_rowsPane->grid()->setFocus();
    });
    const auto showFault = [this](const QString &check, const QString &column) {
        m_tabs->setCurrent(Rows);
        m_rowsPane->showCheck(check, column);
    };
    connect(m_columnPanel, &ColumnPanel::checkWanted, this, showFault);
    connect(m_checksView, &ChecksView::checkWanted, this, showFault);
    connect(m_columnPanel, &ColumnPanel::filterWanted, this, [this](const model::FieldTest &test) {
        m_tabs->setCurrent(Rows);
        m_rowsPane->filter(test);
    });
    connect(m_columnPanel, &ColumnPanel::columnWanted, this, [this](const QString &name) {
        for (std::size_t i = 0; i < m_current.fields.size(); ++i)
            if (toQString(m_current.fields[i].name) == name)
                m_rowsPane->chooseColumn(int(i));
    });
    connect(m_profileView, &ProfileView::columnChosen, this, [this](int column) { m_rowsPane->chooseColumn(column); });
    connect(m_profileView, &ProfileView::columnWanted, this, [this](int column) {
        m_tabs->setCurrent(Rows);
        m_rowsPane->chooseColumn(column);
    });
    connect(m_checksView, &ChecksView::saidWithUndo, this, &Page::saidWithUndo);
    connect(m_checksView, &ChecksView::counted, this, [this](int passed, int all) {
        m_checksChip->setVisible(all > 0);
        m_checksChip->setToolTip(tr("%1 of %2 checks passed").arg(passed).arg(all));
        setChip(m_checksChip, tr("%1 of %2").arg(passed).arg(all), passed < all ? Tone::Warning : Tone::Good);
    });
    connect(m_importView, &ImportView::closed, this, [this] {
        m_stack->setCurrentIndex(m_datasets.empty() ? Empty : Work);
        refreshSegment();
        Q_EMIT headerChanged();
    });
    connect(m_importView, &ImportView::goTo, this, &Page::goTo);
    connect(m_importView, &ImportView::imported, this, [this](const QString &dataset) {
        m_current = {};
        m_wanted = dataset;
        reload();
        Q_EMIT touchedWorkspace();
    });
    connect(m_importView, &ImportView::said, this, &Page::said);
    connect(m_importView, &ImportView::saidWithUndo, this, &Page::saidWithUndo);
}

GridModel *DataPage::rows() const {
    return m_rowsPane->model();
}

QString DataPage::heading() const {
    return m_stack->currentIndex() == Work && !m_current.name.empty() ? toQString(m_current.name) : title();
}

QList<QWidget *> DataPage::stateChips() {
    return m_stack->currentIndex() == Work && !m_current.name.empty() ? QList<QWidget *>{m_size} : QList<QWidget *>();
}

QList<QWidget *> DataPage::actions() {
    return m_stack->currentIndex() == Work && !m_current.name.empty() ? QList<QWidget *>{m_filterButton, m_queryButton, m_segment} : QList<QWidget *>();
}

QList<PaletteEntry> DataPage::paletteEntries() const {
    QList<PaletteEntry> entries{{tr("Import a file"), tr("command"), key(), QStringLiteral("import")}, {tr("Query in SQL"), tr("command"), key(), QStringLiteral("query")}};
    for (const DatasetView &dataset : m_datasets)
        entries.append({toQString(dataset.name), tr("dataset"), key(), toQString(dataset.name)});
    return entries;
}

bool DataPage::isSettled() const {
    return !m_isLoading && !m_isReadingKeys && !m_rowsPane->isBusy() && !m_rowsPane->model()->isReading() && !m_profiles->isBusy() && !m_columnPanel->isBusy() && !m_rowPanel->isBusy() &&
           !m_checksView->isBusy() && !m_queryView->isBusy() && !m_importView->isBusy();
}

void DataPage::reload() {
    m_isLoading = true;
    m_latest.request([session = m_session](CancelToken) { return DataService(*session).datasets(); },
                     [this](Result<std::vector<DatasetView>> datasets) {
                         m_isLoading = false;
                         if (!datasets)
                             return m_notice->say(Tone::Bad, sentence(datasets.error()), {});
                         m_notice->clear();
                         take(std::move(*datasets));
                     });
}

void DataPage::take(std::vector<DatasetView> datasets) {
    m_datasets = std::move(datasets);
    constexpr std::size_t kFewDatasets = 8;
    m_filter->setVisible(m_datasets.size() > kFewDatasets);
    fillList();
    m_queryView->setDatasets(m_datasets);
    if (m_stack->currentIndex() != Import)
        m_stack->setCurrentIndex(m_datasets.empty() ? Empty : Work);
    m_relations.request([session = m_session](CancelToken) { return DataService(*session).relations(); }, [this](Result<std::vector<service::RelationView>> links) {
        m_links = links ? std::move(*links) : std::vector<service::RelationView>();
        fillRelations();
    });
    const QString wanted = std::exchange(m_wanted, {});
    if (wanted == QLatin1String("query"))
        m_tabs->setCurrent(Query);
    for (const DatasetView &dataset : m_datasets)
        if (toQString(dataset.name) == wanted || (dataset.name == m_current.name && (wanted.isEmpty() || wanted == QLatin1String("query")))) {
            if (dataset.name != m_current.name || dataset.generation != m_current.generation)
                show(dataset);
            Q_EMIT headerChanged();
            return;
        }
    if (!m_datasets.empty())
        show(m_datasets.front());
    Q_EMIT headerChanged();
}

void DataPage::fillList() {
    QList<SideItem> items;
    for (const DatasetView &dataset : m_datasets)
        if (const QString name = toQString(dataset.name); name.contains(m_filter->text(), Qt::CaseInsensitive))
            items.append({name, name, formatNumber(dataset.rows), QLatin1String(iconOf(dataset))});
    m_list->setItems(items);
    m_list->choose(toQString(m_current.name));
}

void DataPage::fillRelations() {
    QStringList lines;
    for (const service::RelationView &link : m_links) {
        if (link.from == m_current.name)
            lines << tr("%1 points at %2").arg(toQString(link.column), toQString(link.to));
        else if (link.to == m_current.name)
            lines << tr("%1 points here by %2").arg(toQString(link.from), toQString(link.column));
    }
    m_related->setVisible(!lines.isEmpty() && lines.size() <= 8);
    m_related->setText(lines.join(QLatin1Char('\n')));
}

void DataPage::open(const QString &target) {
    if (target == QLatin1String("import"))
        return chooseFile();
    if (target.startsWith(QLatin1String("import:")))
        return importFiles(target.mid(7).split(QLatin1Char('\n')));
    if (target.isEmpty())
        return;
    if (m_isLoading) {
        m_wanted = target;
        return;
    }
    if (target == QLatin1String("query")) {
        m_tabs->setCurrent(Query);
        return m_queryView->focusEditor();
    }
    for (const DatasetView &dataset : m_datasets)
        if (toQString(dataset.name) == target) {
            m_stack->setCurrentIndex(Work);
            if (m_tabs->current() == Query)
                m_tabs->setCurrent(Rows);
            if (dataset.name != m_current.name)
                show(dataset);
            Q_EMIT headerChanged();
        }
}

void DataPage::show(const DatasetView &dataset) {
    m_current = dataset;
    m_list->choose(toQString(dataset.name));
    setChip(m_size, QStringLiteral("%1 · %2").arg(tr("%1 rows").arg(formatNumber(dataset.rows)), tr("%n columns", nullptr, int(dataset.fields.size()))), Tone::Neutral);
    m_side->setCurrentWidget(m_columnPanel);
    m_columnPanel->clear();
    m_rowsPane->open(dataset);
    m_checksView->setDataset(dataset.name);
    m_queryView->suggest(dataset.name);
    fillRelations();
    refreshSegment();
    Q_EMIT headerChanged();
}

void DataPage::showTab(int tab) {
    m_middle->setCurrentIndex(tab);
    for (QToolButton *tool : {m_findTool, m_columnsTool, m_exportTool})
        tool->setVisible(tab == Rows);
    m_side->setVisible(!m_isPanelClosed && (tab == Rows || tab == Profile));
    if (tab == Profile)
        m_side->setCurrentWidget(m_columnPanel);
}

void DataPage::showColumn(int column) {
    m_columnPanel->showColumn(m_rowsPane->table(), column);
}

void DataPage::showRow(int row) {
    m_side->show();
    m_side->setCurrentWidget(m_rowPanel);
    m_rowPanel->showRow(m_rowsPane->table(), row);
}

// What the button would do, or why it cannot.
void DataPage::refreshSegment() {
    const auto &table = m_rowsPane->table();
    const qint64 people = m_rowsPane->selectedPeople();
    if (std::exchange(m_offered, {}))
        m_notice->clear();
    const auto rule = table ? service::ruleOf(table->dataset(), table->query()) : Result<model::SegmentRule>(Error(ErrorKind::NotFound, "data.rule_no_filter"));
    const bool isPossible = table && table->dataset().name == m_current.name && (people > 0 || rule);
    m_segment->setEnabled(isPossible);
    const QString words = people > 0 ? tr("A segment of the %n people selected", nullptr, int(people)) : rule ? tr("A segment with the rule of these filters") : sentence(rule.error());
    m_segment->setToolTip(words);
    m_segment->setAccessibleDescription(words);
}

void DataPage::makeSegment() {
    if (!m_rowsPane->table())
        return;
    const qint64 people = m_rowsPane->selectedPeople();
    if (people == 0)
        makeSegmentOfFilters();
    else if (people > RowsPane::kMostNamed)
        offerFilters(people);
    else
        makeSegmentOfSelected();
}

static QString targetOf(const model::SegmentRule &rule) {
    return QStringLiteral("rule:") + toQString(dumpJson(model::toJson(rule)));
}

void DataPage::makeSegmentOfFilters() {
    const auto &table = m_rowsPane->table();
    const auto rule = service::ruleOf(table->dataset(), table->query());
    if (!rule)
        return Q_EMIT said(sentence(rule.error()));
    Q_EMIT goTo(QStringLiteral("segments"), targetOf(*rule));
}

// Those selected and nobody else: their keys come from the table, whether their rows are in sight or not.
void DataPage::makeSegmentOfSelected() {
    const service::Table table = m_rowsPane->table();
    m_isReadingKeys = true;
    m_keys.request([session = m_session, table, places = m_rowsPane->selectedPlaces()](CancelToken cancel) -> Result<std::vector<std::string>> {
        const auto &fields = table->dataset().fields;
        const auto key = std::find_if(fields.begin(), fields.end(), [&](const auto &field) { return field.name == table->dataset().keyField; });
        TRY_ASSIGN(const auto page, service::TableService(*session).rowsAt(table, places, {int(key - fields.begin())}, 0, cancel));
        std::vector<std::string> keys;
        for (const auto &row : page.rows)
            keys.push_back(row.front());
        std::sort(keys.begin(), keys.end());
        return keys;
    }, [this, table](Result<std::vector<std::string>> keys) {
        m_isReadingKeys = false;
        if (!keys)
            return m_notice->say(Tone::Bad, sentence(keys.error()), {});
        if (keys->front().empty())
            return m_notice->say(Tone::Warning, tr("Some of the people selected have no key, and a segment names people by their key."),
                                 tr("Leave them out of the selection: filter %1 for what is not empty.").arg(toQString(table->dataset().keyField)));
        Q_EMIT goTo(QStringLiteral("segments"), targetOf(service::ruleOfKeys(table->dataset(), *keys)));
    });
}

void DataPage::offerFilters(qint64 people) {
    const QString title = tr("%1 people are selected; a segment can name at most %2.").arg(formatNumber(people), formatNumber(RowsPane::kMostNamed));
    const auto &table = m_rowsPane->table();
    if (service::ruleOf(table->dataset(), table->query()))
        return offer(title, tr("The rule of the filters takes everyone the filters show, today and later."), tr("Use the filters"), [this] { makeSegmentOfFilters(); });
    offer(title, tr("Filter the rows to the people you mean; the segment then follows the filters."), tr("Filter…"), [this] { m_rowsPane->askFilter(m_rowsPane->column()); });
}

void DataPage::offer(const QString &title, const QString &text, const QString &action, std::function<void()> act) {
    m_notice->say(Tone::Warning, title, text, action);
    m_offered = std::move(act);
}

void DataPage::chooseFile() {
    askForFiles(this, {tr("Import a file"), tr("Tables (*.csv *.tsv *.txt);;All files (*)"), {}, {}, QStringLiteral("importDialog")},
                [this](const QStringList &paths) { importFiles(paths); });
}

void DataPage::importFiles(const QStringList &paths) {
    m_stack->setCurrentIndex(Import);
    m_importView->open(paths);
    Q_EMIT headerChanged();
}

template <class Write> static void exportTo(DataPage *page, Jobs *jobs, Notice *notice, const QString &name, Write write) {
    const FileQuestion question{DataPage::tr("Export as CSV"), DataPage::tr("CSV (*.csv)"), fileNameFrom(name, QStringLiteral(".csv")), QStringLiteral("csv"), QStringLiteral("exportDialog")};
    askWhereToSave(page, question, [page, jobs, notice, name, write](const QString &path) {
        jobs->start(
            DataPage::tr("Exporting %1").arg(name), page, [write, path](Progress *, CancelToken cancel) { return write(toUtf8(path), cancel); },
            [page, notice, path](Result<std::int64_t> rows) {
                if (!rows)
                    return notice->say(Tone::Bad, sentence(rows.error()), {});
                Q_EMIT page->said(DataPage::tr("%1 rows written to %2").arg(formatNumber(*rows), path));
            });
    });
}

void DataPage::exportShown() {
    if (const auto table = m_rowsPane->table())
        exportTo(this, m_jobs, m_notice, toQString(m_current.name), [session = m_session, table, columns = m_rowsPane->shownColumns()](const std::string &path, const CancelToken &cancel) {
            return service::TableService(*session).exportCsv(table, columns, path, cancel);
        });
}

void DataPage::exportAnswer() {
    exportTo(this, m_jobs, m_notice, tr("answer"), [session = m_session, answer = m_queryView->answer()](const std::string &path, const CancelToken &) {
        return DataService(*session).exportRows(answer, path);
    });
}

void DataPage::dragEnterEvent(QDragEnterEvent *event) {
    if (!droppedCsv(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void DataPage::dropEvent(QDropEvent *event) {
    if (const QStringList paths = droppedCsv(event->mimeData()); !paths.isEmpty()) {
        event->acceptProposedAction();
        importFiles(paths);
    }
}

} // namespace audience::ui
