// The rule being edited, with its undo stack. Edits are model's pure functions; every change goes
// through here. Main thread.
#pragma once

#include "model/segment_rule.h"

#include <QObject>
#include <QUndoStack>

namespace audience::ui {

class RuleDocument final : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    const model::SegmentRule &rule() const { return m_rule; }
    QUndoStack &undoStack() { return m_undo; }
    // Another segment: forgets the history.
    void load(const model::SegmentRule &rule);
    bool isChanged() const { return !m_undo.isClean(); }
    void markSaved() { m_undo.setClean(); }

    // `merge`: edits of the same control that follow each other are one undo step.
    void change(const QString &what, const model::SegmentRule &rule, int merge = -1);
    void replace(const QString &what, const std::string &path, model::RuleNode node, int merge = -1);
    void add(const std::string &groupPath, model::RuleNode node);
    void remove(const std::string &path);

    // While a hand holds a value, all its changes are one undo step, and what is slow to count waits.
    void hold();
    void release();
    bool isHeld() const { return m_isHeld; }
    int holds() const { return m_holds; } // how often it was taken and let go: part of merge ids

Q_SIGNALS:
    void changed();
    void released();

private:
    model::SegmentRule m_rule;
    QUndoStack m_undo;
    bool m_isHeld = false;
    int m_holds = 0;
};

} // namespace audience::ui
