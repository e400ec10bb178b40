// What stands beside the segments: lists of people, computed values, and who is never emailed, a card each. The page
// shows it in place of a segment's rule. Main thread.
#pragma once

#include "service/segment_service.h"

#include <QWidget>

#include <functional>
#include <memory>

namespace audience::ui {

class ListsCard;
class MemberOpener;
class SafetyCard;
class ValuesCard;

class SetsView final : public QWidget {
    Q_OBJECT
public:
    SetsView(std::shared_ptr<service::Session> session, MemberOpener *people, QWidget *parent = nullptr);
    void setVocabulary(const service::RuleVocabulary &vocabulary);
    void reload();
    void newValue(); // its form, open
    bool isSettled() const;
    ListsCard *lists() { return m_lists; }

Q_SIGNALS:
    void changed(); // rules may name something else now
    void failed(const Error &error); // while nobody sees it
    void saidWithUndo(const QString &message, const std::function<void()> &undo);

private:
    ListsCard *m_lists;
    ValuesCard *m_values;
    SafetyCard *m_safety;
};

} // namespace audience::ui
