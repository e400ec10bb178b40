// One undoable edit of a document: the value before and after, and how to put one in place.
// Edits of the same `merge` id that follow each other become one.
#pragma once

#include <QUndoCommand>

#include <functional>

namespace audience::ui {

template <class Value> class EditCommand final : public QUndoCommand {
public:
    using Put = std::function<void(const Value &)>;
    EditCommand(const QString &text, Value before, Value after, Put put, int merge = -1)
        : QUndoCommand(text), m_before(std::move(before)), m_after(std::move(after)), m_put(std::move(put)), m_merge(merge) {}

    void undo() override { m_put(m_before); }
    void redo() override { m_put(m_after); }
    int id() const override { return m_merge; }
    bool mergeWith(const QUndoCommand *later) override {
        m_after = static_cast<const EditCommand *>(later)->m_after;
        if constexpr (requires { m_after == m_before; })
            setObsolete(m_after == m_before); // back where it began: no step at all
        return true;
    }

private:
    Value m_before, m_after;
    Put m_put;
    int m_merge;
};

} // namespace audience::ui
