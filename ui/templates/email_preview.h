// Shows sanitised HTML as a mail program would: no scripts, no network, no links followed. Qt WebEngine
// where it can run, made when it is first needed; else Qt's own rich text, which shows less.
#pragma once

#include <QTimer>
#include <QWidget>

class QLabel;
class QTextBrowser;
class QUrl;
class QWebEnginePage;
class QWebEngineProfile;
class QWebEngineView;

namespace audience::ui {

class EmailPreview final : public QWidget {
    Q_OBJECT
public:
    explicit EmailPreview(QWidget *parent = nullptr);
    ~EmailPreview() override;
    void setHtml(const QString &html);
    bool isRendered() const { return m_isRendered; }
    // Links can be pointed at and chosen; what that means is the owner's business. They are never followed.
    void setOffersLinks();
    void mark(const QString &words); // brings these words into sight and marks them; "": nothing
    // Whether Qt WebEngine may run here: never as root with the sandbox on, never without a display.
    static bool canUseWebEngine();

Q_SIGNALS:
    void linkPointed(const QUrl &link); // empty: none
    void linkChosen(const QUrl &link);

protected:
    void showEvent(QShowEvent *event) override;

private:
    bool make();
    void put();
    void showWaiting();
    void resizeEvent(QResizeEvent *event) override;
    QLabel *m_waiting;
    QTextBrowser *m_browser = nullptr;
    QWebEngineView *m_view = nullptr;
    QWebEngineProfile *m_profile = nullptr;
    QWebEnginePage *m_page = nullptr;
    QString m_html;
    bool m_isRendered = false, m_hasShown = false, m_offersLinks = false;
    QTimer m_soon;
};

} // namespace audience::ui
