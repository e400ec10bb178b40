// The email of the desk as it looks, to be put together by hand: what is pointed at and selected is outlined, parts and
// files are dropped where they shall stand, words are written in place, and every step has a key. Where the browser
// cannot run, the list of parts stands in its place, and it says so. Main thread. Every edit goes through the desk.
#pragma once

#include "async/latest.h"
#include "service/canvas_html.h"
#include "ui/kit/picker.h"
#include "ui/templates/studio/canvas_layout.h"

#include <QTimer>
#include <QWidget>

#include <functional>
#include <map>
#include <memory>
#include <optional>

class QFrame;
class QJsonObject;

namespace audience::service {
class Session;
}

namespace audience::ui {

class BlockDesk;
class CanvasOverlay;
class CanvasTools;
class CanvasView;
class Notice;
class StructureTree;

class BlockCanvas final : public QWidget {
    Q_OBJECT
public:
    BlockCanvas(BlockDesk *desk, std::shared_ptr<service::Session> session, QWidget *parent = nullptr);
    ~BlockCanvas() override;

    struct Look {
        bool isPhone = false, isDark = false, hasPictures = true;
        friend bool operator==(const Look &, const Look &) = default;
    };
    void setLook(const Look &look);
    // Fields say what they do for this person (key); empty: for nobody, their names.
    void setPerson(const std::string &person);
    void setFields(const QList<PickerItem> &fields);
    // Writing in the words of a part, where it has any: those at this point of the email, else at this place, else the first.
    void write(const std::string &id, std::optional<QPointF> at = {}, const std::string &place = {});
    bool isWriting() const;
    void settle(std::function<void()> then); // goes on once what is written has been taken
    void forget();                           // another email comes
    bool canBeWritten() const; // what is selected has words
    bool isSettled() const;
    CanvasView *view() { return m_view; } // nullptr where the browser cannot run
    CanvasOverlay *overlay() { return m_overlay; }

Q_SIGNALS:
    void failed(const audience::Error &error);
    void said(const QString &message);
    void measured(std::size_t bytes, const std::vector<std::pair<std::string, std::size_t>> &sections, const std::vector<audience::service::FindingView> &findings);
    void saveWanted(const QString &id); // the part as a saved block
    void undoWanted();
    void redoWanted();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void showEvent(QShowEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    struct Act {
        QString id;
        std::function<void()> act;
    };
    void makeView();
    void connectView();
    void makeList(const QString &why);
    void makeActs();
    void refresh();
    void showWidth();
    void focusMoved(QWidget *now);
    void stepWriting(const std::string &part, const std::string &place, int by);
    void documentChanged();
    void placeParts();
    void placeTools();
    void reveal(const std::string &id);
    void take(const std::string &part, const std::string &place, const QString &html);
    void heard(const QString &kind, const QJsonObject &said);
    void stopped();
    void showMenu(const QPoint &global);
    void copy(bool thenRemove);
    void paste();
    void addPictures(const QStringList &paths, const DropPlace &place);
    BlockDesk *m_desk;
    std::shared_ptr<service::Session> m_session;
    QFrame *m_paper;
    CanvasView *m_view = nullptr;
    CanvasOverlay *m_overlay = nullptr;
    CanvasTools *m_tools = nullptr;
    StructureTree *m_list = nullptr;
    Notice *m_notice;
    QList<Act> m_acts;
    Look m_look;
    std::string m_person;
    service::CanvasValues m_values; // of the person
    // Made beside the window: pictures make it large.
    struct Shown {
        service::CanvasHtml canvas;
        service::CanvasValues values;
        QString html; // as it is looked at
    };
    QTimer m_soon, m_pause;
    Latest<Shown> m_answer;
    bool m_isAsking = false, m_isTaking = false;
    int m_pictures = 0; // being added
    int m_merge = 0, m_mergeBefore = 0; // of what was written in before
    std::string m_toReveal;
};

// Declares the commands of the canvas for the list of shortcuts; once is enough.
void declareCanvasCommands();

} // namespace audience::ui
