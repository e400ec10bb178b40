#include "ui/data/data_page.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/data/column_panel.h"
#include "ui/import/import_view.h"
#include "ui/kit/jobs.h"
#include "ui/kit/notice.h"
#include "ui/kit/side_list.h"
#include "ui/kit/table_model.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/text/sentences.h"
#include "ui/kit/widgets.h"
#include "ui/text/words.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QMimeData>
#include <QStackedWidget>
#include <QUrl>
#include <QVBoxLayout>

namespace audience::ui {

using service::DataService;
using service::DatasetView;

namespace {

enum View { Grid, Empty, Import };

const char *roleIcon(const std::string &role) {
    return role == "profiles" ? "user" : role == "events" ? "zap" : "table";
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
    : Page(parent), m_session(std::move(session)), m_jobs(jobs), m_latest(this), m_profile(this) {
    setAcceptDrops(true);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_list = new SideList(tr("Workspace"), QStringLiteral("datasetList"), this);
    m_list->allowAdd(tr("Import a file"));
    layout->addWidget(m_list);
    m_stack = new QStackedWidget(this);
    layout->addWidget(m_stack, 1);
    m_stack->addWidget(makeGrid());
    auto *empty = new EmptyState(QStringLiteral("database"), tr("Bring your customers"),
                                 tr("Drop a CSV file here, or choose one. You see what was found before anything is kept."), tr("Choose a file"), m_stack);
    m_stack->addWidget(empty);
    m_importView = new ImportView(m_session, m_jobs, m_stack);
    m_stack->addWidget(m_importView);
    m_size = makeChip({});
    m_size->setParent(this);
    m_size->hide();
    m_export = makeButton(QStringLiteral("dataExport"), tr("Export"), "", "upload", this);
    m_import = makeButton(QStringLiteral("dataImport"), tr("Import a file"), "primary", "download", this);
    m_export->hide();
    m_import->hide();
    connect(m_list, &SideList::itemChosen, this, &DataPage::open);
    connect(m_list, &SideList::addWanted, this, &DataPage::chooseFile);
    connect(empty->button(), &QPushButton::clicked, this, &DataPage::chooseFile);
    connect(m_import, &QPushButton::clicked, this, &DataPage::chooseFile);
    connect(m_export, &QPushButton::clicked, this, &DataPage::exportCurrent);
    connect(m_importView, &ImportView::closed, this, [this] {
        m_stack->setCurrentIndex(m_datasets.empty() ? Empty : Grid);
        Q_EMIT headerChanged();
    });
    connect(m_importView, &ImportView::goTo, this, &Page::goTo);
    connect(m_importView, &ImportView::imported, this, [this](const QString &dataset, const QString &message) {
        m_current = {};
        m_wanted = dataset;
        reload();
        Q_EMIT said(message);
        Q_EMIT touchedWorkspace();
    });
    reload();
}

QWidget *DataPage::makeGrid() {
    auto *grid = new QWidget(m_stack);
    auto *layout = new QHBoxLayout(grid);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *middle = new QVBoxLayout;
    middle->setSpacing(0);
    m_notice = new Notice(QStringLiteral("dataNotice"), grid);
    middle->addWidget(m_notice);
    m_rows = new TableModel(this);
    m_grid = new TableView(QStringLiteral("dataGrid"), tr("Rows"), grid);
    m_grid->setModel(m_rows);
    m_grid->horizontalHeader()->setSectionsClickable(true);
    m_grid->horizontalHeader()->setSectionsMovable(true);
    connect(m_grid->horizontalHeader(), &QHeaderView::sectionClicked, this, &DataPage::showColumn);
    connect(m_grid->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &now) {
        if (!now.isValid())
            return;
        m_footLeft->setText(tr("Row %1 of %2").arg(formatNumber(now.row() + 1), formatNumber(m_current.rows)));
        showColumn(now.column());
    });
    middle->addWidget(m_grid, 1);
    auto *foot = new QFrame(grid);
    foot->setProperty("role", QStringLiteral("footer"));
    foot->setFixedHeight(28);
    auto *footRow = new QHBoxLayout(foot);
    footRow->setContentsMargins(12, 0, 12, 0);
    m_footLeft = makeLabel({}, "tertiary", foot);
    m_footLeft->setObjectName(QStringLiteral("dataFoot"));
    m_footRight = makeLabel({}, "tertiary", foot);
    footRow->addWidget(m_footLeft, 1);
    footRow->addWidget(m_footRight);
    middle->addWidget(foot);
    layout->addLayout(middle, 1);
    m_panel = new ColumnPanel(grid);
    layout->addWidget(m_panel);
    return grid;
}

QString DataPage::heading() const {
    return m_stack->currentIndex() == Grid && !m_current.name.empty() ? toQString(m_current.name) : title();
}

QList<QWidget *> DataPage::stateChips() {
    return {m_size};
}

QList<QWidget *> DataPage::actions() {
    if (m_stack->currentIndex() == Import)
        return {}; // one thing at a time: the import has its own
    return {m_export, m_import};
}

QList<PaletteEntry> DataPage::paletteEntries() const {
    QList<PaletteEntry> entries{{tr("Import a file"), tr("command"), key(), QStringLiteral("import")}};
    for (const DatasetView &dataset : m_datasets)
        entries.append({toQString(dataset.name), tr("dataset"), key(), toQString(dataset.name)});
    return entries;
}

bool DataPage::isSettled() const {
    return !m_isLoading && !m_isProfiling && !m_importView->isBusy();
}

void DataPage::reload() {
    m_isLoading = true;
    m_latest.request([session = m_session](CancelToken) { return DataService(*session).datasets(); },
                     [this](Result<std::vector<DatasetView>> datasets) {
                         m_isLoading = false;
                         if (!datasets) {
                             m_notice->say(Tone::Bad, sentence(datasets.error()), {});
                             return;
                         }
                         m_notice->clear();
                         m_datasets = std::move(*datasets);
                         QList<SideItem> items;
                         for (const DatasetView &dataset : m_datasets)
                             items.append({toQString(dataset.name), toQString(dataset.name), formatNumber(dataset.rows), QLatin1String(roleIcon(dataset.role))});
                         m_list->setItems(items);
                         const bool isImporting = m_stack->currentIndex() == Import;
                         if (!isImporting)
                             m_stack->setCurrentIndex(m_datasets.empty() ? Empty : Grid);
                         const QString wanted = std::exchange(m_wanted, {});
                         for (const DatasetView &dataset : m_datasets)
                             if (toQString(dataset.name) == wanted || (wanted.isEmpty() && dataset.name == m_current.name)) {
                                 if (dataset.name != m_current.name || dataset.generation != m_current.generation)
                                     show(dataset);
                                 return;
                             }
                         if (!m_datasets.empty())
                             show(m_datasets.front());
                         Q_EMIT headerChanged();
                     });
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
    for (const DatasetView &dataset : m_datasets)
        if (toQString(dataset.name) == target) {
            m_stack->setCurrentIndex(Grid);
            if (dataset.name != m_current.name)
                show(dataset);
            Q_EMIT headerChanged();
        }
}

void DataPage::show(const DatasetView &dataset) {
    m_current = dataset;
    m_column = -1;
    m_list->choose(toQString(dataset.name));
    QVector<TableColumn> columns;
    for (const auto &field : dataset.fields) {
        TableColumn column{plainName(field.name), field.isNumber && field.name != dataset.keyField};
        column.quiet = field.name == dataset.emailField;
        column.sayEmpty = true;
        columns.append(column);
    }
    m_rows->setSource(columns, dataset.rows, [session = m_session, name = dataset.name](qint64 first, int count, CancelToken cancel) {
        TableRows rows;
        if (const auto page = DataService(*session).rows(name, first, count, cancel))
            for (const auto &row : page->rows) {
                QStringList cells;
                for (const std::string &cell : row)
                    cells << toQString(cell);
                rows.append(cells);
            }
        return rows;
    });
    // Widths follow the first rows once they are there.
    m_grid->fitColumns();
    auto *once = new QObject(this);
    connect(m_rows, &QAbstractItemModel::dataChanged, once, [this, once] {
        m_grid->fitColumns();
        once->deleteLater();
    });
    m_footLeft->setText(tr("%1 rows").arg(formatNumber(dataset.rows)));
    m_footRight->setText(tr("data from %1").arg(formatMoment(toQDateTime(dataset.updatedAt).toLocalTime())));
    setChip(m_size, tr("%1 rows · %2 columns").arg(formatNumber(dataset.rows)).arg(dataset.fields.size()), Tone::Neutral);
    // A figure or a short text says more at a glance than a key does.
    int first = 0;
    for (int i = 0; i < int(dataset.fields.size()); ++i)
        if (dataset.fields[std::size_t(i)].isNumber && dataset.fields[std::size_t(i)].name != dataset.keyField) {
            first = i;
            break;
        }
    m_panel->clear();
    showColumn(first);
    Q_EMIT headerChanged();
}

void DataPage::showColumn(int column) {
    if (column < 0 || column >= int(m_current.fields.size()) || column == m_column)
        return;
    m_column = column;
    const auto field = m_current.fields[std::size_t(column)];
    m_panel->showReading(field);
    m_isProfiling = true;
    m_profile.request([session = m_session, dataset = m_current.name, name = field.name](CancelToken cancel) {
        return DataService(*session).profile(dataset, name, cancel);
    },
                      [this](Result<service::ColumnProfile> profile) {
                          m_isProfiling = false;
                          if (profile)
                              m_panel->show(*profile);
                          else
                              m_panel->showError(sentence(profile.error()));
                      });
}

void DataPage::chooseFile() {
    auto *dialog = new QFileDialog(this, tr("Import a file"), QString(), tr("Tables (*.csv *.tsv *.txt);;All files (*)"));
    dialog->setObjectName(QStringLiteral("importDialog"));
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::filesSelected, this, &DataPage::importFiles);
    dialog->open();
}

void DataPage::importFiles(const QStringList &paths) {
    m_stack->setCurrentIndex(Import);
    m_importView->open(paths);
    Q_EMIT headerChanged();
}

void DataPage::exportCurrent() {
    if (m_current.name.empty())
        return;
    auto *dialog = new QFileDialog(this, tr("Export as CSV"), toQString(m_current.name) + QStringLiteral(".csv"), tr("CSV (*.csv)"));
    dialog->setObjectName(QStringLiteral("exportDialog"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, [this, name = m_current.name](const QString &path) {
        m_jobs->start(
            tr("Exporting %1").arg(toQString(name)), this,
            [session = m_session, name, path](Progress *, CancelToken cancel) { return DataService(*session).exportCsv(name, toUtf8(path), cancel); },
            [this, path](Result<std::int64_t> rows) {
                if (!rows)
                    return m_notice->say(Tone::Bad, sentence(rows.error()), {});
                Q_EMIT said(tr("%1 rows written to %2").arg(formatNumber(*rows), path));
            });
    });
    dialog->open();
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
