#include "ui/import/import_view.h"

#include "qbase/convert.h"
#include "ui/import/column_types.h"
#include "ui/import/findings_list.h"
#include "ui/import/import_after.h"
#include "ui/import/import_questions.h"
#include "ui/import/notation_bar.h"
#include "ui/kit/elided_label.h"
#include "ui/kit/jobs.h"
#include "ui/kit/notice.h"
#include "ui/kit/table_model.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/zoned.h"
#include "ui/text/sentences.h"
#include "ui/text/words.h"

#include <QApplication>
#include <QFileInfo>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QProgressBar>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <utility>

namespace audience::ui {

namespace {

enum View { Found, After };
constexpr int kPaneWidth = 312, kGridHeight = 204, kCellText = 200;
constexpr int kWidest = 1040; // what is read wants no longer lines, whatever the window's size
constexpr int kReadingWide = 300;

} // namespace

ImportView::ImportView(std::shared_ptr<service::Session> session, Jobs *jobs, QWidget *parent)
    : QWidget(parent), m_session(std::move(session)), m_jobs(jobs), m_look(this), m_survey(this), m_again(this) {
    setObjectName(QStringLiteral("importView"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_stack = new QStackedWidget(this);
    auto *before = new QWidget(m_stack);
    auto *row = new QHBoxLayout(before);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(makeFound(), 1);
    row->addWidget(makePane());
    m_stack->addWidget(before);
    m_after = new ImportAfter(m_stack);
    connect(m_after, &ImportAfter::nextWanted, this, &ImportView::openNext);
    connect(m_after, &ImportAfter::rowsWanted, this, &ImportView::closed);
    connect(m_after, &ImportAfter::undoWanted, this, [this] {
        if (!m_isKeeping)
            takeBackImport(m_undo);
    });
    connect(m_after, &ImportAfter::meaningWanted, this, &ImportView::keepMeaningAgain);
    connect(m_after, &ImportAfter::segmentWanted, this, [this] {
        Q_EMIT closed();
        Q_EMIT goTo(QStringLiteral("segments"), QStringLiteral("new"));
    });
    m_stack->addWidget(m_after);
    layout->addWidget(m_stack);
    m_tick.setInterval(100);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        const ProgressState state = m_progress ? m_progress->state() : ProgressState{};
        m_bar->setRange(0, state.total > 0 ? 1000 : 0);
        if (state.total > 0)
            m_bar->setValue(int(state.done * 1000 / state.total));
    });
}

bool ImportView::takes(const QString &path) {
    constexpr std::array kEndings{".csv", ".tsv", ".txt", ".tab", ".xlsx", ".xlsm", ".jsonl", ".ndjson", ".gz"};
    return std::any_of(kEndings.begin(), kEndings.end(), [&](const char *ending) { return path.endsWith(QLatin1String(ending), Qt::CaseInsensitive); });
}

QString ImportView::kinds() { return tr("Tables (*.csv *.tsv *.txt *.xlsx *.jsonl *.gz);;All files (*)"); }

QWidget *ImportView::makeFound() {
    auto *inside = new QWidget;
    inside->setProperty("role", QStringLiteral("clear"));
    auto *layout = new QVBoxLayout(inside);
    layout->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kPage);
    layout->setSpacing(space::kMedium);
    auto *words = makeColumn(2);
    m_title = new ElidedLabel({}, "title", inside);
    m_title->setObjectName(QStringLiteral("importTitle"));
    m_written = makeLabel({}, "secondary", inside);
    m_written->setObjectName(QStringLiteral("importFound"));
    m_written->setWordWrap(true);
    words->addWidget(m_title);
    words->addWidget(m_written);
    auto *head = makeRow(space::kPage);
    head->addLayout(words, 1);
    m_notice = new Notice(QStringLiteral("importNotice"), inside);
    connect(m_notice, &Notice::actionWanted, this, [this] {
        m_choices.spec.allowSameFile = true;
        m_notice->clear();
        refresh();
    });
    m_readingRow = new QWidget(inside);
    m_readingRow->setFixedWidth(kReadingWide);
    auto *reading = new QGridLayout(m_readingRow);
    reading->setContentsMargins(0, 0, 0, 0);
    reading->setVerticalSpacing(space::kTiny);
    m_reading = new ElidedLabel(tr("Reading the whole file; nothing is kept yet"), "secondary", m_readingRow);
    m_bar = new QProgressBar(m_readingRow);
    m_bar->setObjectName(QStringLiteral("importProgress"));
    m_bar->setAccessibleName(tr("How far the file is read"));
    m_bar->setTextVisible(false);
    m_stop = makeButton(QStringLiteral("importStop"), tr("Stop"), "quiet", nullptr, m_readingRow);
    connect(m_stop, &QPushButton::clicked, this, &ImportView::stopReading);
    reading->addWidget(m_reading, 0, 0);
    reading->addWidget(m_bar, 1, 0);
    reading->addWidget(m_stop, 0, 1, 2, 1);
    reading->setColumnStretch(0, 1);
    head->addWidget(m_readingRow); // beside the name: a short survey does not make the page jump
    layout->addLayout(head);
    layout->addWidget(m_notice);
    m_figures = new FiguresRow(inside);
    layout->addWidget(m_figures);
    m_first = makeGrid(inside);
    layout->addWidget(m_first);
    m_findings = new FindingsList(inside);
    layout->addWidget(m_findings);
    layout->addStretch(1);
    inside->setMaximumWidth(Theme::instance().pixels(kWidest));
    return makeScroll(QStringLiteral("importScroll"), inside, this);
}

QWidget *ImportView::makeGrid(QWidget *parent) {
    QFrame *card = makeCard({}, parent);
    auto *layout = static_cast<QVBoxLayout *>(card->layout());
    layout->setContentsMargins(1, space::kSmall, 1, 1);
    layout->setSpacing(space::kTiny);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(space::kPage - 1, 0, space::kSmall, 0);
    head->addWidget(makeLabel(tr("The first rows"), "strong", card));
    head->addStretch(1);
    m_type = makeButton(QStringLiteral("importColumnType"), {}, "quiet", "chevron-down", card);
    connect(m_type, &QPushButton::clicked, this, &ImportView::pickColumnType);
    head->addWidget(m_type);
    layout->addLayout(head);
    m_notation = new NotationBar(card);
    connect(m_notation, &NotationBar::changed, this, &ImportView::notationChanged);
    layout->addWidget(m_notation);
    m_rows = new TableModel(this);
    m_grid = new TableView(QStringLiteral("importGrid"), tr("The first rows of the file"), card);
    m_grid->setModel(m_rows);
    m_grid->setSelectionBehavior(QAbstractItemView::SelectColumns);
    m_grid->setFixedHeight(kGridHeight);
    connect(m_grid->selectionModel(), &QItemSelectionModel::currentColumnChanged, this, &ImportView::showColumnType);
    connect(m_grid, &QAbstractItemView::activated, this, &ImportView::pickColumnType);
    layout->addWidget(m_grid);
    return card;
}

QWidget *ImportView::makePane() {
    QFrame *pane = ui::makePane("paneRight", kPaneWidth, this);
    auto *layout = static_cast<QVBoxLayout *>(pane->layout());
    m_questions = new ImportQuestions;
    m_questions->setProperty("role", QStringLiteral("clear"));
    connect(m_questions, &ImportQuestions::changed, this, &ImportView::survey);
    connect(m_questions, &ImportQuestions::meaningChanged, this, &ImportView::refresh);
    m_asking = makeScroll(QStringLiteral("importQuestionsScroll"), m_questions, pane);
    layout->addWidget(m_asking, 1);
    m_advice = makeAdvice(pane);
    layout->addWidget(m_advice, 1);
    m_warning = makeLabel({}, "secondary", pane);
    m_warning->setObjectName(QStringLiteral("importWarning"));
    m_warning->setWordWrap(true);
    layout->addWidget(m_warning);
    m_keep = makeButton(QStringLiteral("importStart"), tr("Keep"), "primary", nullptr, pane);
    m_choose = makeButton(QStringLiteral("importChoose"), tr("Choose another file"), "primary", nullptr, pane);
    connect(m_choose, &QPushButton::clicked, this, &ImportView::chooseWanted);
    m_leave = makeButton(QStringLiteral("importClose"), tr("Leave it"), "quiet", nullptr, pane);
    connect(m_keep, &QPushButton::clicked, this, &ImportView::keep);
    connect(m_leave, &QPushButton::clicked, this, [this] {
        m_look.drop();
        m_survey.drop();
        m_isLooking = m_isSurveying = false;
        if (m_paths.isEmpty())
            Q_EMIT closed();
        else
            openNext();
    });
    layout->addWidget(m_keep);
    layout->addWidget(m_choose);
    layout->addWidget(m_leave);
    return pane;
}

// In place of the questions, where there is no file to ask about.
QWidget *ImportView::makeAdvice(QWidget *parent) {
    auto *advice = new QWidget(parent);
    auto *column = new QVBoxLayout(advice);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kSmall);
    column->addWidget(makeLabel(tr("What can be brought in"), "strong", advice));
    for (const QString &words : {tr("A table in text: CSV, TSV, or with semicolons, as shops and email tools export it."),
                                 tr("The columns have names in the first row, or get numbers."),
                                 tr("Each row is a person, or something a person did, such as an order.")}) {
        auto *row = makeRow(space::kSmall);
        row->addWidget(makeIcon("check", Tone::Neutral, 14, advice), 0, Qt::AlignTop);
        auto *label = makeLabel(words, "secondary", advice);
        label->setWordWrap(true);
        row->addWidget(label, 1);
        column->addLayout(row);
    }
    column->addSpacing(space::kSmall);
    auto *excel = makeLabel(tr("From Excel or Numbers: save the sheet as CSV and bring that file."), "secondary", advice);
    excel->setWordWrap(true);
    column->addWidget(excel);
    column->addStretch(1);
    return advice;
}

void ImportView::open(const QStringList &paths) {
    if (m_isKeeping) { // they are asked about after the file that is being kept
        m_paths += paths;
        m_count += int(paths.size());
        return;
    }
    m_paths = paths;
    m_count = int(paths.size());
    openNext();
}

bool ImportView::isOver() const { return m_stack->currentIndex() == After && m_paths.isEmpty() && !isBusy(); }

void ImportView::leave() { Q_EMIT closed(); }

void ImportView::openNext() {
    if (m_paths.isEmpty())
        return;
    m_path = m_paths.takeFirst();
    m_hasPreview = m_hasFound = m_isStopped = false;
    m_isSurveying = false;
    m_survey.drop();
    m_stack->setCurrentIndex(Found);
    m_notice->clear();
    const QString name = QFileInfo(m_path).fileName();
    m_title->setText(m_count > 1 ? tr("%1 · file %2 of %3").arg(name, formatNumber(m_count - int(m_paths.size())), formatNumber(m_count)) : name);
    m_written->setText(tr("Looking at the file…"));
    m_rows->setRows({}, {});
    for (QWidget *part : {static_cast<QWidget *>(m_figures), static_cast<QWidget *>(m_findings), m_first, m_readingRow, static_cast<QWidget *>(m_questions)})
        part->hide();
    m_preview = {};
    m_type->setText({});
    m_choices = {};
    setFocus(); // not on what throws it away
    look();
}

void ImportView::look() {
    m_isLooking = true;
    refresh();
    ingest::InspectOptions options;
    options.dialect = notationOf(m_choices.spec);
    m_look.request([session = m_session, path = toUtf8(m_path), options](CancelToken) -> Result<Look> {
        Look look;
        service::DataService data(*session);
        service::DefinitionService definitions(*session);
        TRY_ASSIGN(look.preview, data.inspect(path, options));
        TRY_ASSIGN(look.around.datasets, data.datasets());
        TRY_ASSIGN(look.around.definition, definitions.definition());
        TRY_ASSIGN(look.around.guess, definitions.guess());
        TRY_ASSIGN(look.around.keys, data.peopleIn(look.preview));
        return look;
    }, [this](Result<Look> look) {
        m_isLooking = false;
        if (look)
            return showFile(std::move(*look));
        m_written->setText({});
        m_notice->say(Tone::Bad, wordsOf(look.error()), {});
        refresh();
    });
}

void ImportView::showFile(Look look) {
    m_preview = std::move(look.preview);
    m_around = std::move(look.around);
    const ingest::ImportSpec said = std::exchange(m_choices, guessChoices(m_path, m_preview, m_around)).spec;
    keepNotation(m_choices.spec, said);
    m_hasPreview = true;
    m_written->setText(tr("%n columns", nullptr, int(m_preview.fields.size())));
    m_notation->ask(&m_choices.spec, m_preview.dialect);
    m_questions->ask(&m_choices, &m_preview, &m_around);
    m_questions->show();
    m_figures->show();
    m_findings->show();
    m_first->show();
    showRows();
    survey();
    if (m_notation->isAncestorOf(QApplication::focusWidget()))
        return; // what is being set keeps the keyboard
    if (QWidget *first = findChild<QWidget *>(m_choices.openQuestion()); first && !m_choices.openQuestion().isEmpty())
        first->setFocus();
}

// Other columns, other letters: everything is guessed anew, and the answer that was given stays.
void ImportView::notationChanged() {
    m_survey.drop();
    m_tick.stop();
    m_isSurveying = m_hasFound = false;
    m_notice->clear();
    look();
}

void ImportView::showRows() {
    QVector<TableColumn> columns;
    for (const auto &field : m_preview.fields) {
        const auto forced = m_choices.spec.types.find(field.field.name);
        const engine::ColumnType type = forced == m_choices.spec.types.end() ? field.field.type : forced->second.type;
        using engine::ColumnType;
        TableColumn column{toQString(field.field.name),
                           (type == ColumnType::Int64 || type == ColumnType::Decimal || type == ColumnType::Double) && field.field.name != m_choices.spec.key};
        column.sayEmpty = true;
        columns.append(column);
    }
    TableRows rows;
    for (const auto &row : m_preview.rows) {
        QStringList cells;
        for (const std::string &cell : row)
            cells << toQString(cell).left(kCellText).simplified();
        rows.append(cells);
    }
    const int column = m_grid->currentIndex().column();
    m_rows->setRows(columns, rows);
    m_grid->fitColumns();
    if (!rows.isEmpty())
        m_grid->setCurrentIndex(m_rows->index(0, qBound(0, column, int(columns.size()) - 1)));
    showColumnType();
}

void ImportView::showColumnType() {
    const int column = m_grid->currentIndex().column();
    const bool isThere = column >= 0 && column < int(m_preview.fields.size());
    m_type->setVisible(isThere);
    if (!isThere)
        return;
    const engine::Field &field = m_preview.fields[std::size_t(column)].field;
    const auto forced = m_choices.spec.types.find(field.name);
    const QString type = typeWord(engine::toText(forced == m_choices.spec.types.end() ? field.type : forced->second.type));
    const QString name = m_type->fontMetrics().elidedText(toQString(field.name), Qt::ElideRight, 200);
    m_type->setText(tr("%1 is read as %2").arg(name, type));
    m_type->setAccessibleName(tr("%1 is read as %2").arg(toQString(field.name), type));
}

void ImportView::pickColumnType() {
    const int column = m_grid->currentIndex().column();
    if (column < 0 || column >= int(m_preview.fields.size()))
        return;
    const engine::Field field = m_preview.fields[std::size_t(column)].field;
    const auto forced = m_choices.spec.types.find(field.name);
    const engine::ColumnType now = forced == m_choices.spec.types.end() ? field.type : forced->second.type;
    Picker::pickOne(m_type, columnTypeItems(), toQString(engine::toText(now)), [this, name = field.name](const QStringList &ids) {
        setColumnType(m_choices.spec, name, ids.first());
        showRows();
        survey();
    });
}

void ImportView::survey() {
    m_hasFound = m_isStopped = false;
    m_questions->refresh();
    m_figures->forget();
    m_findings->forget();
    m_notice->clear();
    m_survey.drop();
    const QString open = m_choices.openQuestion();
    m_isSurveying = open.isEmpty() || open == QLatin1String("importBasis") || open == QLatin1String("importPurchase"); // the file has no answer to these
    m_readingRow->setVisible(m_isSurveying);
    refresh();
    if (!m_isSurveying)
        return;
    m_progress = std::make_shared<Progress>();
    m_bar->setRange(0, 0);
    m_tick.start();
    m_survey.request([session = m_session, spec = m_choices.toSpec(), progress = m_progress](CancelToken cancel) {
        return service::DataService(*session).survey(spec, progress.get(), cancel);
    }, [this](Result<service::ImportFindings> found) { showFound(std::move(found)); });
}

void ImportView::stopReading() {
    m_survey.drop();
    m_tick.stop();
    m_isSurveying = false;
    m_isStopped = true;
    m_readingRow->hide();
    m_notice->say(Tone::Warning, tr("The file was not read to the end, so nothing is known about the rest of it."), tr("Change an answer to read it again, or leave it."));
    m_leave->setFocus();
    refresh();
}

void ImportView::showFound(Result<service::ImportFindings> found) {
    m_isSurveying = false;
    m_tick.stop();
    m_readingRow->hide();
    if (!found) {
        // Days and months that can be read two ways: from here on it is a question.
        if (found.error().id == "ingest.ambiguous_dates" && !m_choices.spec.dates) {
            m_choices.spec.dates = ingest::DateOrder::Dmy;
            return survey();
        }
        m_findings->forget();
        m_findings->hide();
        m_figures->hide();
        if (found.error().id == "ingest.no_rows") { // only a line of headings: nothing of it is worth a look
            m_first->hide();
            m_written->setText({});
            m_hasPreview = false;
        }
        m_notice->say(Tone::Bad, wordsOf(found.error()), tr("Nothing was kept."));
        return refresh();
    }
    m_figures->show();
    m_findings->show();
    m_found = std::move(*found);
    m_hasFound = true;
    guessPurchase(m_choices, m_found.eventNames, m_around);
    m_questions->know(m_found);
    m_figures->fill(m_found, m_choices);
    m_findings->fill(m_found);
    if (m_found.importedBefore && !m_choices.spec.allowSameFile)
        m_notice->say(Tone::Warning,
                      tr("This very file is in \"%1\" since %2.").arg(toQString(m_choices.spec.name),
                                                                      formatMoment(zoned(*m_found.importedBefore))),
                      {}, tr("Keep it again"));
    refresh();
    if (hasFocus() && m_keep->isEnabled())
        m_keep->setFocus();
}

// The name is enough: where the file is, is known to whoever chose it.
QString ImportView::wordsOf(Error error) const {
    for (auto &[name, value] : error.args)
        if (name == "path")
            value = toUtf8(QFileInfo(m_path).fileName());
    return sentence(error);
}

void ImportView::refresh() {
    m_questions->refresh();
    const bool isSame = m_hasFound && m_found.importedBefore && !m_choices.spec.allowSameFile;
    QString problem;
    for (const model::Finding &finding : model::validate(m_choices.definition))
        if (m_choices.isEvents() && problem.isEmpty())
            problem = sentence(finding.id, finding.args);
    if (m_hasPreview && m_choices.openQuestion() == QLatin1String("importPurchase"))
        problem = tr("The file says what was paid. Say which of it is a purchase, or that nothing is.");
    const bool replaces = m_hasFound && m_found.existing > 0;
    m_warning->setText(!problem.isEmpty() ? problem : replaces ? tr("Undo takes this back as long as nothing else was changed since.") : QString());
    m_warning->setVisible(!m_warning->text().isEmpty());
    m_keep->setEnabled(m_hasFound && m_found.kept > 0 && !isSame && problem.isEmpty() && m_choices.openQuestion().isEmpty() && !m_isKeeping);
    m_keep->setText(!m_hasFound ? tr("Keep") : m_choices.isPeople() ? tr("Keep %n people", nullptr, int(m_found.added)).replace(QString::number(m_found.added), formatNumber(m_found.added))
                                                                    : tr("Keep %1 rows").arg(formatNumber(m_found.added)));
    const bool isUnreadable = !m_hasPreview && !m_isLooking; // nothing to keep
    m_keep->setVisible(!isUnreadable);
    m_choose->setVisible(isUnreadable && m_paths.isEmpty());
    m_asking->setVisible(!isUnreadable);
    m_advice->setVisible(isUnreadable);
    m_leave->setText(m_paths.isEmpty() ? tr("Leave it") : tr("Leave it, next file"));
    m_questions->setEnabled(!m_isKeeping);
    m_leave->setEnabled(!m_isKeeping);
}

void ImportView::keep() {
    m_isKeeping = true;
    m_notice->clear();
    refresh();
    m_written->setText(tr("Keeping the rows… The list of jobs shows how far it is and can stop it."));
    m_jobs->start(
        tr("Importing %1").arg(toQString(m_choices.spec.name)), this,
        [session = m_session, choices = m_choices, around = m_around](Progress *progress, CancelToken cancel) {
            return importWith(*session, choices, around, progress, cancel);
        },
        [this](Result<ImportOutcome> outcome) {
            m_isKeeping = false;
            if (outcome)
                return showReport(std::move(*outcome));
            m_written->setText({});
            m_notice->say(outcome.error().kind == ErrorKind::Cancelled ? Tone::Warning : Tone::Bad, sentence(outcome.error()), tr("The workspace is as it was."));
            refresh();
        },
        // What came of it stands on the page itself.
        [name = m_choices.spec.name](const Result<ImportOutcome> &outcome) -> std::optional<JobEnd> {
            if (outcome || outcome.error().kind == ErrorKind::Cancelled)
                return std::nullopt;
            return JobEnd{JobEnd::Kind::Failed, tr("Importing %1").arg(toQString(name)), sentence(outcome.error())};
        });
}

void ImportView::showReport(ImportOutcome outcome) {
    const bool isLast = m_paths.isEmpty();
    const QString kept = m_after->tell(outcome, m_choices, m_found, isLast);
    m_stack->setCurrentIndex(After);
    m_after->focusFirst();
    Q_EMIT imported(toQString(m_choices.spec.name));
    m_undo.rows = outcome.report.undo;
    m_undo.definition.reset();
    if (outcome.definition && *outcome.definition) {
        m_undo.definition = m_around.definition.definition;
        m_undo.revision = outcome.revision;
    }
    if (isVisible()) // it stands here, with its undo
        return;
    const QString message = tr("%1: %2").arg(toQString(m_choices.spec.name), kept);
    if (!m_undo.rows)
        return Q_EMIT said(message);
    Q_EMIT saidWithUndo(message, [self = QPointer<ImportView>(this), wish = m_undo] {
        if (self)
            self->takeBackImport(wish);
    });
}

void ImportView::keepMeaningAgain() {
    m_isKeeping = true;
    m_again.request([session = m_session, choices = m_choices](CancelToken) { return keepMeaning(*session, choices); }, [this](Result<ImportOutcome> outcome) {
        m_isKeeping = false;
        m_after->showMeaningKept(outcome);
    });
}

void ImportView::takeBackImport(const ImportUndoWish &wish) {
    m_isKeeping = true;
    m_jobs->start(
        tr("Taking back the import of %1").arg(toQString(wish.rows->dataset)), this,
        [session = m_session, wish](Progress *, CancelToken) -> Result<bool> {
            TRY(takeBack(*session, wish));
            return true;
        },
        [this, dataset = toQString(wish.rows->dataset)](Result<bool> done) {
            m_isKeeping = false;
            if (!done)
                return Q_EMIT said(sentence(done.error()));
            m_after->showTakenBack();
            if (m_paths.isEmpty())
                Q_EMIT closed();
            Q_EMIT imported(dataset);
            Q_EMIT said(tr("The import of %1 was taken back.").arg(dataset));
        });
}

} // namespace audience::ui
