#include "ui/templates/studio/canvas_view.h"

#include "qbase/convert.h"
#include "ui/kit/actions.h"
#include "ui/templates/studio/canvas_script.h"

#include <QApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeyEvent>
#include <QUuid>
#include <QVBoxLayout>
#include <QWebEnginePage>
#include <QWebEngineProfile>
#include <QWebEngineScript>
#include <QWebEngineScriptCollection>
#include <QWebEngineSettings>
#include <QWebEngineUrlRequestInterceptor>
#include <QWebEngineView>

namespace audience::ui {

namespace {

constexpr int kMostDeaths = 5, kReviveMs = 200, kBetweenMs = 50, kSameAnswers = 10, kPatienceMs = 4000;

// The shell comes as data:, and so do pictures; everything else would tell somebody that it was looked at.
class BlockAll final : public QWebEngineUrlRequestInterceptor {
public:
    using QWebEngineUrlRequestInterceptor::QWebEngineUrlRequestInterceptor;
    void interceptRequest(QWebEngineUrlRequestInfo &info) override {
        if (info.requestUrl().scheme() != QLatin1String("data"))
            info.block(true);
    }
};

// As a literal of the script, in one go: an email with its pictures has millions of letters.
QString quoted(const QString &text) {
    QString out;
    out.reserve(text.size() + text.size() / 16 + 2);
    out += QLatin1Char('"');
    for (const QChar c : text)
        if (c == QLatin1Char('"') || c == QLatin1Char('\\'))
            (out += QLatin1Char('\\')) += c;
        else if (c.unicode() < 0x20 || c.unicode() == 0x2028 || c.unicode() == 0x2029)
            out += QStringLiteral("\\u%1").arg(uint(c.unicode()), 4, 16, QLatin1Char('0'));
        else
            out += c;
    return out += QLatin1Char('"');
}

} // namespace

class CanvasWebPage final : public QWebEnginePage {
public:
    CanvasWebPage(QWebEngineProfile *profile, CanvasView *canvas) : QWebEnginePage(profile, canvas), m_canvas(canvas) {}

protected:
    bool acceptNavigationRequest(const QUrl &, NavigationType type, bool) override { return type == NavigationTypeTyped; }
    QWebEnginePage *createWindow(WebWindowType) override { return nullptr; }
    void javaScriptConsoleMessage(JavaScriptConsoleMessageLevel, const QString &line, int, const QString &) override { m_canvas->hear(line); }

private:
    CanvasView *m_canvas;
};

CanvasView::CanvasView(QWidget *parent, const QString &more) : QWidget(parent), m_token(QUuid::createUuid().toString(QUuid::Id128)), m_more(more) {
    setObjectName(QStringLiteral("canvasView"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &CanvasView::load);
    m_between.setSingleShot(true);
    m_between.setInterval(kBetweenMs);
    connect(&m_between, &QTimer::timeout, this, &CanvasView::ask);
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatienceMs);
    connect(&m_patience, &QTimer::timeout, this, &CanvasView::settled);
}

CanvasView::~CanvasView() {
    m_waiting.clear(); // the page answers when it goes
    qApp->removeEventFilter(this);
    delete m_view;
    delete m_page; // it goes before the profile does
}

void CanvasView::make() {
    m_profile = new QWebEngineProfile(this); // without a name: off the record
    m_profile->setUrlRequestInterceptor(new BlockAll(m_profile));
    m_page = new CanvasWebPage(m_profile, this);
    // The email's own world has no scripts; that of the program is another one.
    for (const auto attribute : {QWebEngineSettings::JavascriptEnabled, QWebEngineSettings::PluginsEnabled, QWebEngineSettings::LocalContentCanAccessFileUrls,
                                 QWebEngineSettings::LocalContentCanAccessRemoteUrls, QWebEngineSettings::LocalStorageEnabled})
        m_page->settings()->setAttribute(attribute, false);
    QWebEngineScript script;
    script.setName(QStringLiteral("canvas"));
    script.setWorldId(QWebEngineScript::ApplicationWorld);
    script.setInjectionPoint(QWebEngineScript::DocumentReady);
    script.setSourceCode(canvasScript(m_token) + QString(m_more).replace(QStringLiteral("@TOKEN@"), m_token));
    m_page->scripts().insert(script);
    connect(m_page, &QWebEnginePage::renderProcessTerminated, this, [this](QWebEnginePage::RenderProcessTerminationStatus status) {
        if (status == QWebEnginePage::NormalTerminationStatus && !isVisible())
            return;
        left();
        m_done = m_now.turn;
        settled();
        m_isReady = false;
        if (++m_deaths <= kMostDeaths)
            m_again.start(kReviveMs);
        else
            Q_EMIT gaveUp();
    });
    m_view = new QWebEngineView(m_page, this);
    m_view->setContextMenuPolicy(Qt::NoContextMenu);
    m_view->setAccessibleName(tr("The email, to be written in"));
    m_view->setFocusPolicy(Qt::NoFocus); // a holder: what is written in is within, and is entered from the canvas
    layout()->addWidget(m_view);
    load();
}

void CanvasView::load() {
    m_isReady = false;
    m_isFresh = true;
    m_view->setHtml(canvasShell());
}

void CanvasView::showEvent(QShowEvent *event) {
    QWidget::showEvent(event);
    if (!m_view)
        QTimer::singleShot(0, this, [this] {
            if (!m_view)
                make();
        });
}

void CanvasView::setHtml(const QString &html) {
    if (html == m_html)
        return;
    m_html = html;
    put();
}

void CanvasView::put() {
    if (!m_isReady || m_html.isEmpty())
        return;
    ++m_putting;
    m_page->runJavaScript(QLatin1String("audienceCanvas.put(") + quoted(m_html) + QLatin1Char(')'), QWebEngineScript::ApplicationWorld, [this](const QVariant &) {
        if (m_putting > 0)
            --m_putting;
    });
}

void CanvasView::run(const QString &call) {
    if (m_isReady)
        m_page->runJavaScript(QLatin1String("audienceCanvas.") + call, QWebEngineScript::ApplicationWorld);
}

// Lines on the console that do not begin with our word are somebody else's.
void CanvasView::hear(const QString &line) {
    if (!line.startsWith(m_token))
        return;
    const QJsonObject said = QJsonDocument::fromJson(line.mid(m_token.size()).toUtf8()).object();
    const QString kind = said.value(QLatin1String("kind")).toString();
    if (kind == QLatin1String("ready")) {
        m_isReady = true;
        m_putting = 0;
        put();
        Q_EMIT ready();
        if (m_deaths > 0 && std::exchange(m_isFresh, false)) {
            run(QStringLiteral("scrollTo(%1,%2)").arg(m_scroll.x()).arg(m_scroll.y()));
            Q_EMIT revived();
        }
    } else if (kind == QLatin1String("layout")) {
        m_layout = CanvasLayout::fromJson(said.value(QLatin1String("layout")).toString());
        Q_EMIT layoutChanged();
    } else if (kind == QLatin1String("scroll")) {
        m_scroll = {said.value(QLatin1String("x")).toDouble(), said.value(QLatin1String("y")).toDouble()};
        Q_EMIT scrolled();
    } else if (kind == QLatin1String("text")) {
        takeWords(said.value(QLatin1String("turn")).toInt(), said.value(QLatin1String("html")).toString());
    } else if (kind == QLatin1String("done")) {
        if (said.value(QLatin1String("turn")).toInt() != m_now.turn)
            return;
        m_done = m_now.turn;
        const bool wasWriting = m_isWriting;
        left();
        if (const int by = said.value(QLatin1String("by")).toInt(); by != 0 && wasWriting)
            Q_EMIT stepWanted(m_now.part, m_now.place, by);
    } else if (kind == QLatin1String("undo")) {
        Q_EMIT undoWanted();
    } else if (kind == QLatin1String("redo")) {
        Q_EMIT redoWanted();
    } else {
        Q_EMIT heard(kind, said);
    }
}

void CanvasView::scrollTo(QPointF place) {
    run(QStringLiteral("scrollTo(%1,%2)").arg(place.x()).arg(place.y()));
}

void CanvasView::write(const std::string &id, const std::string &place, const QString &kind, const QString &html, std::optional<QPointF> at) {
    if (!m_isReady)
        return;
    stopWriting();
    m_isWriting = true;
    m_before = std::exchange(m_now, Writing{++m_turn, id, place});
    qApp->installEventFilter(this);
    m_view->setFocus();
    const QPointF caret = at.value_or(QPointF(-1, -1));
    run(QStringLiteral("edit(%1,%2,%3,").arg(m_turn).arg(caret.x()).arg(caret.y()) + quoted(toQString(id)) + QLatin1Char(',') + quoted(toQString(place)) + QLatin1Char(',') +
        quoted(kind) + QLatin1Char(',') + quoted(html) + QLatin1Char(')'));
}

void CanvasView::takeWords(int turn, const QString &html) {
    for (const Writing &one : {m_now, m_before})
        if (turn > 0 && one.turn == turn)
            return Q_EMIT written(one.part, one.place, html);
}

void CanvasView::settle(std::function<void()> then) {
    if (!m_isReady || m_done == m_now.turn)
        return then();
    m_waiting.push_back(std::move(then));
    m_answered = QString();
    m_same = 0;
    if (m_waiting.size() > 1)
        return;
    m_patience.start();
    ask();
}

// Keys reach the page on another way than questions, which overtake them: what it says again and again is all there is.
void CanvasView::ask() {
    m_page->runJavaScript(QStringLiteral("audienceCanvas.words()"), QWebEngineScript::ApplicationWorld, [this](const QVariant &answer) {
        if (m_waiting.empty())
            return;
        const QString words = answer.toString() + QLatin1Char(' '); // never nothing
        const QJsonObject said = QJsonDocument::fromJson(words.toUtf8()).object();
        if (!said.isEmpty())
            takeWords(said.value(QLatin1String("turn")).toInt(), said.value(QLatin1String("html")).toString());
        m_same = words == std::exchange(m_answered, words) ? m_same + 1 : 1;
        if (m_same >= kSameAnswers)
            return settled();
        m_between.start();
    });
}

void CanvasView::settled() {
    m_between.stop();
    m_patience.stop();
    for (const auto &then : std::exchange(m_waiting, {}))
        then();
}

void CanvasView::forget() {
    stopWriting();
    m_now = m_before = {};
    m_done = 0;
}

void CanvasView::takeKeyboard() {
    if (m_isWriting)
        m_view->setFocus();
}

void CanvasView::rewrite(const QString &html) {
    run(QLatin1String("rewrite(") + quoted(html) + QLatin1Char(')'));
}

void CanvasView::stopWriting() {
    if (!isWriting())
        return;
    run(QStringLiteral("done()"));
    left();
}

void CanvasView::left() {
    if (!std::exchange(m_isWriting, false))
        return;
    qApp->removeEventFilter(this);
    Q_EMIT stopped();
    // What it became after the last key is written out as the compiler does.
    put();
}

// The tools that ask for it had the keyboard.
void CanvasView::insert(const QString &html) {
    takeKeyboard();
    run(QLatin1String("insert(") + quoted(html) + QLatin1Char(')'));
}

void CanvasView::format(const QString &command) {
    takeKeyboard();
    run(QStringLiteral("format(%1)").arg(quoted(command)));
}

void CanvasView::link(const QString &address) {
    takeKeyboard();
    run(QLatin1String("link(") + quoted(address) + QLatin1Char(')'));
}

// While somebody writes, keys of the text are the text's, whatever commands of the window have them; undo and redo
// are the window's, so that there is one history.
bool CanvasView::eventFilter(QObject *watched, QEvent *event) {
    if (event->type() != QEvent::ShortcutOverride || !isWriting() || !m_view || !QApplication::focusWidget() ||
        (QApplication::focusWidget() != m_view && !m_view->isAncestorOf(QApplication::focusWidget())))
        return QWidget::eventFilter(watched, event);
    auto *press = static_cast<QKeyEvent *>(event);
    const auto modifiers = press->modifiers() & ~(Qt::KeypadModifier | Qt::GroupSwitchModifier);
    static const QList<int> kText{Qt::Key_A, Qt::Key_B, Qt::Key_C, Qt::Key_I, Qt::Key_U, Qt::Key_V, Qt::Key_X, Qt::Key_Left, Qt::Key_Right,
                                  Qt::Key_Home, Qt::Key_End, Qt::Key_Backspace, Qt::Key_Delete};
    if (isOfCommand(press, "edit.undo") || isOfCommand(press, "edit.redo")) {
        event->ignore();
        return true;
    }
    if (modifiers == Qt::NoModifier || modifiers == Qt::ShiftModifier || ((modifiers & Qt::ControlModifier) && !(modifiers & Qt::AltModifier) && kText.contains(press->key()))) {
        event->accept();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace audience::ui
