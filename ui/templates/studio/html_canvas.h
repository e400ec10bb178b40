// An HTML email as it looks, to be changed in place: its texts are written in where they stand, links and pictures in the bar
// below; nothing of the source is rewritten but what was changed. The same as a list, which stands alone where the browser
// cannot run. Main thread. Every edit goes through the desk.
#pragma once

#include "async/latest.h"
#include "ui/kit/picker.h"
#include "ui/templates/studio/html_desk.h"

#include <QJsonObject>
#include <QTimer>
#include <QWidget>

#include <functional>
#include <memory>
#include <optional>

class QFrame;
class QStackedWidget;

namespace audience::service {
class Session;
}

namespace audience::ui {

class CanvasView;
class HtmlPlaceBar;
class HtmlPlacesView;
class Notice;
class SegmentedControl;

class HtmlCanvas final : public QWidget {
    Q_OBJECT
public:
    HtmlCanvas(std::shared_ptr<service::Session> session, QWidget *parent = nullptr);
    ~HtmlCanvas() override;

    struct Look {
        bool isPhone = false, isDark = false, hasPictures = true;
        friend bool operator==(const Look &, const Look &) = default;
    };
    void setHtml(const std::string &html); // its places are read when they are looked at
    void setLook(const Look &look);
    void setFields(const QList<PickerItem> &fields);
    HtmlDesk *desk() { return m_desk; }
    CanvasView *view() { return m_view; } // nullptr where the browser cannot run
    void begin(int place, QPointF at = {-1, -1}); // writing in a text, else its first field in the bar
    bool isWriting() const;
    void settle(std::function<void()> then); // goes on once what is written has been taken
    void forget();                           // another email comes
    bool isSettled() const;

Q_SIGNALS:
    void edited(const std::string &html, const QString &what, int merge);
    void failed(const audience::Error &error);
    void said(const QString &message);
    void undoWanted();
    void redoWanted();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void showEvent(QShowEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void makeView();
    void makeList();
    void onlyList(const QString &why);
    void showList(bool isList);
    void refresh();
    void showHtml();
    void catchUp(); // the desk has what came while nobody looked
    void placesChanged();
    void selectionChanged();
    void heard(const QString &kind, const QJsonObject &said);
    void take(const std::string &part, const QString &html);
    void stopped();
    void stop(); // what is written stays
    void step(int by);
    int nextShown(int by) const;
    std::shared_ptr<service::Session> m_session;
    HtmlDesk *m_desk;
    Notice *m_notice, *m_refusal;
    SegmentedControl *m_choice;
    QStackedWidget *m_stack;
    QWidget *m_ground;
    QFrame *m_paper;
    CanvasView *m_view = nullptr;
    HtmlPlacesView *m_list;
    HtmlPlaceBar *m_bar;
    Look m_look;
    std::string m_html; // as it came
    std::optional<std::string> m_next; // came while nobody looked
    QTimer m_soon;
    Latest<std::string> m_answer;
    int m_written = -1;
    bool m_isAsking = false, m_isTaking = false, m_isOld = true;
};

} // namespace audience::ui
