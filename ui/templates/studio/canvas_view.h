// The email on the canvas as the browser shows it: sanitised HTML, off the record, without scripts, network, files or
// links that are followed. What changes is put in without loading anew. Only where Qt WebEngine can run. Main thread.
// It knows no blocks: parts are ids to it.
#pragma once

#include "ui/templates/studio/canvas_layout.h"

#include <QTimer>
#include <QWidget>

#include <functional>
#include <optional>
#include <vector>

class QJsonObject;
class QWebEnginePage;
class QWebEngineProfile;
class QWebEngineView;

namespace audience::ui {

class CanvasView final : public QWidget {
    Q_OBJECT
public:
    // `more`: of the program's own script, for a canvas that does more; what only that says comes with heard().
    explicit CanvasView(QWidget *parent = nullptr, const QString &more = {});
    ~CanvasView() override;

    void setHtml(const QString &html);
    bool isReady() const { return m_isReady && m_putting == 0; }
    const CanvasLayout &places() const { return m_layout; }
    QPointF scroll() const { return m_scroll; }
    void scrollTo(QPointF place);

    // Writing in a part: `place` as its words have it, `kind` line, spans, flow or items; `at` in pixels of the email, for the
    // caret. What stands there comes with written(), at every key, the last time perhaps after stopped(), which ends it, and after
    // the next was begun.
    void write(const std::string &id, const std::string &place, const QString &kind, const QString &html, std::optional<QPointF> at = {});
    bool isWriting() const { return m_isWriting; }
    const std::string &writtenPart() const { return m_now.part; } // the last, where nobody writes
    const std::string &writtenPlace() const { return m_now.place; }
    // Goes on once the words that stand there have come, at once where none are awaited; it does not wait long.
    void settle(std::function<void()> then);
    void forget(); // another email: what was said of the one before is not heard
    void rewrite(const QString &html); // what stands there now came from elsewhere, e.g. from undo
    void stopWriting();
    void insert(const QString &html);
    void format(const QString &command); // bold, italic, underline, strikeThrough, insertUnorderedList, insertOrderedList, removeFormat
    void link(const QString &address);   // "": none
    void takeKeyboard();                 // where somebody writes: the text has it again
    void run(const QString &call);       // of the script: "scrollTo(0,8)"

    QWebEnginePage *page() const { return m_page; } // for tests

Q_SIGNALS:
    void layoutChanged();
    void scrolled();
    void ready();
    void written(const std::string &part, const std::string &place, const QString &html);
    void stopped();
    void undoWanted();
    void redoWanted();
    void stepWanted(const std::string &part, const std::string &place, int by); // from where was written
    void revived(); // the browser's process had ended and the email is shown anew
    void gaveUp();  // it ended again and again
    void heard(const QString &kind, const QJsonObject &said);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    friend class CanvasWebPage;
    void make();
    void load();
    void hear(const QString &line);
    void put();
    void left();
    void takeWords(int turn, const QString &html);
    void ask();
    void settled();
    const QString m_token, m_more;
    QWebEngineProfile *m_profile = nullptr;
    QWebEnginePage *m_page = nullptr;
    QWebEngineView *m_view = nullptr;
    CanvasLayout m_layout;
    QPointF m_scroll;
    QString m_html;
    struct Writing {
        int turn = 0;
        std::string part, place;
    };
    Writing m_now, m_before; // the last words of that may still come
    std::vector<std::function<void()>> m_waiting;
    QString m_answered;
    int m_same = 0; // answers in a row
    bool m_isReady = false, m_isFresh = false, m_isWriting = false;
    int m_putting = 0, m_deaths = 0, m_turn = 0, m_done = 0; // the last turn of writing, and the last of which all words came
    QTimer m_again, m_between, m_patience;
};

} // namespace audience::ui
