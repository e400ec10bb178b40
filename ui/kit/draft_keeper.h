// Keeps what is being written and not saved on this machine, for the one document a page has open:
// written a second after the last edit, when the window loses the keyboard and when the page goes; thrown
// away once it is saved. Main thread; the files are written on a thread of their own, in order.
#pragma once

#include "service/draft_service.h"

#include <QFrame>
#include <QObject>
#include <QSet>
#include <QThreadPool>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

class QLabel;

namespace audience::ui {

class DraftKeeper final : public QObject {
    Q_OBJECT
public:
    // `kind`: "segment", "template", "campaign".
    DraftKeeper(std::shared_ptr<service::Session> session, const std::string &kind, QObject *parent = nullptr);
    ~DraftKeeper() override; // waits until the last edit is on disk

    // For a new document that was never saved: below 0, each its own.
    std::int64_t newId();
    // Another document is open: what was written of the one before stays as its draft. Answers with found()
    // when a draft of this one is there.
    void open(std::int64_t id, std::int64_t revision);
    void setRevision(std::int64_t revision) { m_current.baseRevision = revision; } // what is edited from here on
    // As it stands now. What was found and neither taken nor dropped is kept beside it.
    void edited(const std::string &name, Json body);
    void settled();                // saved, or all edits taken back: no draft is needed
    void took();                   // what was found is now what is being written, as it was last said to be edited
    void dropFound();              // nobody wants what was found
    void discard(std::int64_t id); // what was written of any document of this kind
    // All that was written of one goes, and comes back by putBack(). `then` is called in the main thread.
    void throwAway(std::int64_t id, std::function<void(std::vector<service::Draft>)> then);
    void putBack(const std::vector<service::Draft> &drafts);
    void flush(); // writes what waits, without waiting for the disk
    bool isSettled() const { return !m_wait.isActive() && !m_isLooking; }

Q_SIGNALS:
    // `isOfNow`: written since the program started, so that no crash lies between.
    void found(const audience::service::Draft &draft, bool isOfNow);
    // The disk said no, or a draft could not be read.
    void failed(const audience::Error &error);

private:
    void write(const service::Draft &draft);

    std::shared_ptr<service::Session> m_session;
    service::Draft m_current;
    std::optional<service::Draft> m_waiting;
    QSet<qint64> m_ofNow;
    // Which draft was found of the open document: below 0 none, 0 in the place of the one being written, else
    // the number of a kept one. Of the writing thread.
    std::shared_ptr<int> m_found;
    QTimer m_wait;
    QThreadPool m_pool; // one thread: the last write wins
    std::int64_t m_lastNew = 0;
    int m_opened = 0;
    bool m_isLooking = false;
};

// "Recovered what you were writing on "Win-back" at 10:42", with what to do about it. Hidden while there is
// nothing to say.
class RecoveredBar final : public QFrame {
    Q_OBJECT
public:
    explicit RecoveredBar(const QString &objectName, QWidget *parent = nullptr);
    void offer(const service::Draft &draft);

Q_SIGNALS:
    void showWanted(const audience::service::Draft &draft);
    void discardWanted(const audience::service::Draft &draft);

private:
    QLabel *m_words;
    service::Draft m_draft;
};

} // namespace audience::ui
