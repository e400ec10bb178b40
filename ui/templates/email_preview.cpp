#include "ui/templates/email_preview.h"

#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/templates/email_picture.h"

#include <QGuiApplication>
#include <QLabel>
#include <QTextBrowser>
#include <QUrl>
#include <QVBoxLayout>

#ifdef AUDIENCE_WITH_WEBENGINE
#include <QQuickWidget>
#include <QWebEnginePage>
#include <QWebEngineProfile>
#include <QWebEngineSettings>
#include <QWebEngineUrlRequestInterceptor>
#include <QWebEngineView>
#endif

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace audience::ui {

namespace {

constexpr int kFirstPaintMs = 40, kIdleMs = 2500;

#ifdef AUDIENCE_WITH_WEBENGINE
// The scroll bar lies over the email, whose ground goes on to the edge; grey is seen on every ground.
QString withScrollBar(const QString &html) {
    return html + QStringLiteral("<style>html{overflow:overlay}"
                                 "::-webkit-scrollbar,::-webkit-scrollbar-corner{width:10px;height:10px;background:transparent}"
                                 "::-webkit-scrollbar-thumb{background:rgba(128,136,148,.55);background-clip:padding-box;border:2px solid transparent;border-radius:5px}"
                                 "::-webkit-scrollbar-thumb:hover{background-color:rgba(128,136,148,.85)}</style>");
}
#endif

class NoResources final : public QTextBrowser {
public:
    using QTextBrowser::QTextBrowser;
    QVariant loadResource(int, const QUrl &) override { return {}; }
};

#ifdef AUDIENCE_WITH_WEBENGINE
// The document itself comes as data:; everything else would tell somebody that it was looked at.
class BlockAll final : public QWebEngineUrlRequestInterceptor {
public:
    using QWebEngineUrlRequestInterceptor::QWebEngineUrlRequestInterceptor;
    void interceptRequest(QWebEngineUrlRequestInfo &info) override {
        if (info.requestUrl().scheme() != QLatin1String("data"))
            info.block(true);
    }
};

class StillPage final : public QWebEnginePage {
public:
    StillPage(QWebEngineProfile *profile, EmailPreview *preview) : QWebEnginePage(profile, preview), m_preview(preview) {}

protected:
    bool acceptNavigationRequest(const QUrl &url, NavigationType type, bool) override {
        if (type == NavigationTypeLinkClicked)
            Q_EMIT m_preview->linkChosen(url);
        return type == NavigationTypeTyped;
    }

private:
    EmailPreview *m_preview;
};
#endif

} // namespace

bool EmailPreview::canUseWebEngine() {
#ifdef AUDIENCE_WITH_WEBENGINE
    const QString platform = QGuiApplication::platformName();
    if (platform == QLatin1String("offscreen") || platform == QLatin1String("minimal"))
        return false;
#ifdef Q_OS_UNIX
    if (geteuid() == 0 && !qEnvironmentVariableIsSet("QTWEBENGINE_DISABLE_SANDBOX"))
        return false;
#endif
    return true;
#else
    return false;
#endif
}

EmailPreview::EmailPreview(QWidget *parent) : QWidget(parent) {
    setObjectName(QStringLiteral("emailPreview"));
    setAccessibleName(tr("Preview of the email"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_waiting = makeLabel(tr("Showing the email…"), "secondary", this);
    m_waiting->setObjectName(QStringLiteral("previewWaiting"));
    m_waiting->setAlignment(Qt::AlignCenter);
    m_waiting->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_waiting->setAutoFillBackground(true);
    m_waiting->hide();
    // The first web view of a program starts a browser, which takes a while: it is begun while nobody waits, and
    // where somebody does, the page is painted before.
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, [this] {
        if (!isVisible()) {
            if (!m_profile)
                make();
            return;
        }
        if (make())
            put();
        else
            m_soon.start(0);
    });
    if (canUseWebEngine()) {
        m_soon.start(kIdleMs);
#ifdef AUDIENCE_WITH_WEBENGINE
        // A window that gets its first web view while it is seen is made anew: it flickers and may move. With one
        // part of that kind in it from the start, empty and hidden, it is made the right way at once.
        (new QQuickWidget(this))->hide();
#endif
    }
    connect(&Theme::instance(), &Theme::changed, this, [this] { setHtml(m_html); });
}

EmailPreview::~EmailPreview() {
#ifdef AUDIENCE_WITH_WEBENGINE
    delete m_view;
    delete m_page; // it goes before the profile does
#endif
}

// One step; whether it was the last one.
bool EmailPreview::make() {
    if (m_browser || m_view)
        return true;
#ifdef AUDIENCE_WITH_WEBENGINE
    if (canUseWebEngine()) {
        if (!m_profile) {
            m_profile = new QWebEngineProfile(this); // without a name: off the record
            m_profile->setUrlRequestInterceptor(new BlockAll(m_profile));
            return false;
        }
        if (!m_page) {
            m_page = new StillPage(m_profile, this);
            connect(m_page, &QWebEnginePage::linkHovered, this, [this](const QString &link) { Q_EMIT linkPointed(QUrl(link)); });
            return false;
        }
        m_view = new QWebEngineView(m_page, this);
        QWebEnginePage *page = m_page;
        page->settings()->setAttribute(QWebEngineSettings::JavascriptEnabled, false);
        page->settings()->setAttribute(QWebEngineSettings::PluginsEnabled, false);
        page->settings()->setAttribute(QWebEngineSettings::LocalContentCanAccessFileUrls, false);
        page->settings()->setAttribute(QWebEngineSettings::LocalContentCanAccessRemoteUrls, false);
        page->settings()->setAttribute(QWebEngineSettings::LocalStorageEnabled, false);
        m_view->setContextMenuPolicy(Qt::NoContextMenu);
        m_view->setAccessibleName(accessibleName());
        connect(m_view, &QWebEngineView::loadFinished, this, [this] {
            m_isRendered = true;
            showWaiting();
        });
        layout()->addWidget(m_view);
        return true;
    }
#endif
    m_browser = new NoResources(this);
    m_browser->setObjectName(QStringLiteral("previewText"));
    m_browser->setAccessibleName(accessibleName());
    m_browser->setOpenLinks(false);
    m_browser->setTabChangesFocus(true);
    m_browser->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard); // links are looked at, not followed
    if (m_offersLinks)
        m_browser->setTextInteractionFlags(m_browser->textInteractionFlags() | Qt::LinksAccessibleByMouse); // by keyboard: the list of links
    connect(m_browser, &QTextBrowser::highlighted, this, &EmailPreview::linkPointed);
    connect(m_browser, &QTextBrowser::anchorClicked, this, &EmailPreview::linkChosen);
    // Emails are written for white paper, whatever the window's colours are.
    m_browser->setStyleSheet(QStringLiteral("background: #ffffff; color: #1a2330;"));
    layout()->addWidget(m_browser);
    return true;
}

void EmailPreview::setHtml(const QString &html) {
    m_html = html;
    m_isRendered = false;
    if (!isVisible())
        return;
    showWaiting();
    if (m_browser || m_view)
        put();
    else
        m_soon.start(kFirstPaintMs);
}

void EmailPreview::setOffersLinks() {
    m_offersLinks = true;
    if (m_browser)
        m_browser->setTextInteractionFlags(Qt::TextBrowserInteraction);
}

void EmailPreview::mark(const QString &words) {
#ifdef AUDIENCE_WITH_WEBENGINE
    if (m_view)
        return m_view->findText(words);
#endif
    if (!m_browser)
        return;
    m_browser->moveCursor(QTextCursor::Start);
    if (!words.isEmpty())
        m_browser->find(words);
}

void EmailPreview::put() {
#ifdef AUDIENCE_WITH_WEBENGINE
    if (m_view)
        return m_view->setHtml(withScrollBar(m_html));
#endif
    m_browser->setHtml(withoutHidden(m_html));
    m_isRendered = true;
    showWaiting();
}

// Only before the first email: what is changed later stands there until it is replaced.
void EmailPreview::showWaiting() {
    if (m_isRendered)
        m_hasShown = true;
    m_waiting->setVisible(!m_hasShown);
    m_waiting->setGeometry(rect());
    m_waiting->raise();
}

void EmailPreview::resizeEvent(QResizeEvent *event) {
    QWidget::resizeEvent(event);
    m_waiting->setGeometry(rect());
}

void EmailPreview::showEvent(QShowEvent *event) {
    QWidget::showEvent(event);
    setHtml(m_html);
}

} // namespace audience::ui
