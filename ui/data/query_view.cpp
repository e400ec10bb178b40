#include "ui/data/query_view.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/kit/actions.h"
#include "ui/kit/editor_keys.h"
#include "ui/kit/notice.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/text/sentences.h"

// QScintilla's headers use the keywords that QT_NO_KEYWORDS takes away.
#define signals Q_SIGNALS
#define slots Q_SLOTS
#include <Qsci/qsciapis.h>
#include <Qsci/qscilexersql.h>
#include <Qsci/qsciscintilla.h>
#undef signals
#undef slots

#include <QThreadPool>
#include <QVBoxLayout>

namespace audience::ui {

namespace {

using Rows = std::shared_ptr<const service::RowsPage>;

constexpr int kMostRows = 10'000, kFault = 8;

// Letting millions of words go takes as long as making them: that too happens beside the main thread.
Rows shared(service::RowsPage &&page) {
    return {new service::RowsPage(std::move(page)), [](const service::RowsPage *rows) { workers().start([rows] { delete rows; }); }};
}

TableRows wordsOf(const service::RowsPage &page, qint64 first, int count) {
    const qint64 end = qMin<qint64>(first + count, qint64(page.rows.size()));
    TableRows words;
    words.reserve(qMax<qint64>(0, end - first));
    for (qint64 row = first; row < end; ++row) {
        const auto &from = page.rows[std::size_t(row)];
        QStringList cells;
        cells.reserve(qsizetype(from.size()));
        for (const std::string &cell : from)
            cells << toQString(cell);
        words.append(std::move(cells));
    }
    return words;
}

} // namespace

QueryView::QueryView(std::shared_ptr<service::Session> session, QWidget *parent) : QWidget(parent), m_session(std::move(session)), m_latest(this) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_editor = new QsciScintilla(this);
    m_editor->setObjectName(QStringLiteral("queryEditor"));
    m_editor->setAccessibleName(tr("Query in SQL"));
    m_editor->setFixedHeight(148);
    m_editor->setFrameShape(QFrame::NoFrame);
    m_editor->setUtf8(true);
    m_editor->setWrapMode(QsciScintilla::WrapWord);
    m_editor->setMarginWidth(0, 0);
    m_editor->setMarginWidth(1, space::kMedium);
    m_editor->setAutoIndent(true);
    m_editor->setTabWidth(2);
    m_editor->setIndentationsUseTabs(false);
    m_editor->setAutoCompletionSource(QsciScintilla::AcsAPIs);
    m_editor->setAutoCompletionThreshold(2);
    m_editor->setAutoCompletionCaseSensitivity(false);
    letTabIndent(m_editor);
    m_editor->indicatorDefine(QsciScintilla::SquiggleIndicator, kFault);
    m_lexer = new QsciLexerSQL(m_editor);
    m_editor->setLexer(m_lexer);
    auto *paper = new QFrame(this);
    paper->setProperty("role", QStringLiteral("surface"));
    auto *margin = new QVBoxLayout(paper);
    margin->setContentsMargins(0, space::kSmall, 0, 0);
    margin->addWidget(m_editor);
    layout->addWidget(paper);
    layout->addWidget(makeLine(this));
    auto *bar = new QFrame(this);
    bar->setProperty("role", QStringLiteral("surface"));
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(space::kMedium, space::kSmall, space::kMedium, space::kSmall);
    m_go = makeButton(QStringLiteral("queryRun"), tr("Run"), "", "play", bar);
    m_go->setToolTip(tr("Ctrl+Enter"));
    m_stop = makeButton(QStringLiteral("queryStop"), tr("Stop"), "quiet", "square", bar);
    m_stop->hide();
    m_note = makeLabel({}, "secondary", bar);
    m_note->setObjectName(QStringLiteral("queryNote"));
    m_export = makeButton(QStringLiteral("queryExport"), tr("Export"), "quiet", "upload", bar);
    m_export->hide();
    row->addWidget(m_go);
    row->addWidget(m_stop);
    row->addWidget(m_note, 1);
    row->addWidget(m_export);
    layout->addWidget(bar);
    m_notice = new Notice(QStringLiteral("queryNotice"), this);
    layout->addWidget(m_notice);
    layout->addWidget(makeLine(this));
    m_rows = new TableModel(this);
    m_view = new TableView(QStringLiteral("queryRows"), tr("Answer"), this);
    m_view->setModel(m_rows);
    layout->addWidget(m_view, 1);
    connect(m_editor, &QsciScintilla::textChanged, this, [this] {
        m_isTyped = m_isTyped || m_editor->hasFocus();
        unmark();
    });
    connect(m_go, &QPushButton::clicked, this, &QueryView::run);
    connect(m_export, &QPushButton::clicked, this, &QueryView::exportWanted);
    connect(m_stop, &QPushButton::clicked, this, [this] {
        m_latest.drop();
        m_isRunning = false;
        m_stop->hide();
        m_note->setText(tr("Stopped."));
    });
    bindCommand(this, QStringLiteral("edit.run"), [this] { run(); });
    connect(&Theme::instance(), &Theme::changed, this, &QueryView::paintTheme);
    paintTheme();
    m_note->setText(tr("Reads only; your datasets are tables."));
}

void QueryView::paintTheme() {
    const Tokens &t = tokens();
    QFont mono = Theme::instance().font(TypeRole::Mono);
    mono.setPointSize(qMax(6, qRound(mono.pixelSize() * 72.0 / logicalDpiY()))); // QScintilla reads points only
    m_lexer->setDefaultPaper(t.surface);
    m_lexer->setDefaultColor(t.text);
    m_lexer->setDefaultFont(mono);
    for (int style = 0; style <= QsciLexerSQL::QuotedOperator; ++style) {
        m_lexer->setPaper(t.surface, style);
        m_lexer->setColor(t.text, style);
        m_lexer->setFont(mono, style);
    }
    m_lexer->setColor(t.accent, QsciLexerSQL::Keyword);
    for (const int style : {QsciLexerSQL::Comment, QsciLexerSQL::CommentLine})
        m_lexer->setColor(t.secondary, style);
    for (const int style : {QsciLexerSQL::SingleQuotedString, QsciLexerSQL::DoubleQuotedString})
        m_lexer->setColor(t.good, style);
    m_lexer->setColor(t.data[1], QsciLexerSQL::Number);
    m_editor->setPaper(t.surface);
    m_editor->setCaretForegroundColor(t.text);
    m_editor->setSelectionBackgroundColor(t.accentSoft);
    m_editor->setSelectionForegroundColor(t.text);
    m_editor->setMarginsBackgroundColor(t.surface);
    m_editor->setIndicatorForegroundColor(t.bad, kFault);
}

void QueryView::setDatasets(const std::vector<service::DatasetView> &datasets) {
    constexpr int kMostNames = 4'000;
    delete m_names;
    m_names = new QsciAPIs(m_lexer);
    int names = 0;
    for (const auto &dataset : datasets) {
        m_names->add(toQString(dataset.name));
        for (const auto &field : dataset.fields)
            if (++names < kMostNames)
                m_names->add(toQString(field.name));
    }
    for (const char *word : {"SELECT", "FROM", "WHERE", "GROUP BY", "ORDER BY", "LIMIT", "JOIN", "LEFT JOIN", "HAVING", "DISTINCT", "count", "sum", "avg", "min", "max"})
        m_names->add(QLatin1String(word));
    m_names->prepare();
}

void QueryView::suggest(const std::string &dataset) {
    if (m_isTyped || dataset.empty())
        return;
    QString name = toQString(dataset);
    m_editor->setText(QStringLiteral("SELECT * FROM \"%1\"\nLIMIT 100").arg(name.replace(QLatin1Char('"'), QStringLiteral("\"\""))));
}

void QueryView::focusEditor() {
    m_editor->setFocus();
}

void QueryView::run() {
    m_isRunning = true;
    m_notice->clear();
    unmark();
    m_stop->show();
    m_note->setText(tr("Running…"));
    m_latest.request([session = m_session, sql = toUtf8(m_editor->text())](const CancelToken &cancel) { return ask(*session, sql, cancel); },
                     [this](Result<Answer> answer) {
                         m_isRunning = false;
                         m_stop->hide();
                         m_note->clear();
                         if (!answer) {
                             mark(answer.error());
                             return m_notice->say(Tone::Bad, sentence(answer.error()), {});
                         }
                         show(*answer);
                     });
}

Result<QueryView::Answer> QueryView::ask(service::Session &session, const std::string &sql, const CancelToken &cancel) {
    TRY_ASSIGN(service::RowsPage page, service::DataService(session).query(sql, kMostRows, cancel));
    Answer answer;
    answer.rows = shared(std::move(page));
    answer.first = wordsOf(*answer.rows, 0, TableModel::kWindow);
    return answer;
}

// The word the database could not go on from is underlined, and the cursor stands before it.
void QueryView::mark(const Error &error) {
    bool isKnown = false;
    const long from = toQString(error.arg("place")).toLong(&isKnown);
    const QByteArray text = m_editor->text().toUtf8();
    if (!isKnown || from < 0 || from >= text.size())
        return;
    long to = from + 1;
    const auto isWord = [&](long at) { return QChar::fromLatin1(text.at(at)).isLetterOrNumber() || text.at(at) == '_' || (text.at(at) & 0x80) != 0; };
    while (to < text.size() && isWord(from) && isWord(to))
        ++to;
    m_editor->SendScintilla(QsciScintilla::SCI_SETINDICATORCURRENT, kFault);
    m_editor->SendScintilla(QsciScintilla::SCI_INDICATORFILLRANGE, static_cast<unsigned long>(from), to - from);
    m_editor->SendScintilla(QsciScintilla::SCI_GOTOPOS, static_cast<unsigned long>(from));
}

void QueryView::unmark() {
    m_editor->SendScintilla(QsciScintilla::SCI_SETINDICATORCURRENT, kFault);
    m_editor->SendScintilla(QsciScintilla::SCI_INDICATORCLEARRANGE, 0UL, static_cast<long>(m_editor->SendScintilla(QsciScintilla::SCI_GETLENGTH)));
}

void QueryView::show(const Answer &answer) {
    m_answer = answer;
    const service::RowsPage &page = *answer.rows;
    QVector<TableColumn> columns;
    columns.reserve(qsizetype(page.columns.size()));
    for (const std::string &name : page.columns)
        columns.append({toQString(name).left(200)});
    const int shown = int(page.rows.size());
    m_rows->setSource(std::move(columns), shown, [rows = answer.rows](qint64 first, int count, const CancelToken &) { return wordsOf(*rows, first, count); }, answer.first);
    m_view->fitColumns();
    m_export->setVisible(shown > 0);
    m_note->setText(page.total > shown ? tr("The first %n rows", nullptr, shown) : tr("%n rows", nullptr, shown));
}

} // namespace audience::ui
