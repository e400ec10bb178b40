#include "ui/templates/email_preview.h"

#include <QGuiApplication>
#include <QTextBrowser>
#include <QUrl>
#include <QVBoxLayout>

#ifdef AUDIENCE_WITH_WEBENGINE
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
    using QWebEnginePage::QWebEnginePage;

protected:
    bool acceptNavigationRequest(const QUrl &, NavigationType type, bool) override { return type == NavigationTypeTyped; }
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
}

EmailPreview::~EmailPreview() {
#ifdef AUDIENCE_WITH_WEBENGINE
    delete m_view; // its page goes before the profile does
#endif
}

void EmailPreview::make() {
    if (m_browser || m_view)
        return;
#ifdef AUDIENCE_WITH_WEBENGINE
    if (canUseWebEngine()) {
        auto *profile = new QWebEngineProfile(this); // without a name: off the record
        profile->setUrlRequestInterceptor(new BlockAll(profile));
        m_view = new QWebEngineView(this);
        auto *page = new StillPage(profile, m_view);
        page->settings()->setAttribute(QWebEngineSettings::JavascriptEnabled, false);
        page->settings()->setAttribute(QWebEngineSettings::PluginsEnabled, false);
        page->settings()->setAttribute(QWebEngineSettings::LocalContentCanAccessFileUrls, false);
        page->settings()->setAttribute(QWebEngineSettings::LocalContentCanAccessRemoteUrls, false);
        page->settings()->setAttribute(QWebEngineSettings::LocalStorageEnabled, false);
        m_view->setPage(page);
        m_view->setContextMenuPolicy(Qt::NoContextMenu);
        m_view->setAccessibleName(accessibleName());
        connect(m_view, &QWebEngineView::loadFinished, this, [this] { m_isRendered = true; });
        layout()->addWidget(m_view);
        return;
    }
#endif
    m_browser = new NoResources(this);
    m_browser->setObjectName(QStringLiteral("previewText"));
    m_browser->setAccessibleName(accessibleName());
    m_browser->setOpenLinks(false);
    // Emails are written for white paper, whatever the window's colours are.
    m_browser->setStyleSheet(QStringLiteral("background: #ffffff; color: #1a2330;"));
    layout()->addWidget(m_browser);
}

void EmailPreview::setHtml(const QString &html) {
    m_html = html;
    m_isRendered = false;
    if (!isVisible())
        return;
    make();
#ifdef AUDIENCE_WITH_WEBENGINE
    if (m_view)
        return m_view->setHtml(html);
#endif
    m_browser->setHtml(html);
    m_isRendered = true;
}

void EmailPreview::showEvent(QShowEvent *event) {
    QWidget::showEvent(event);
    setHtml(m_html);
}

} // namespace audience::ui
