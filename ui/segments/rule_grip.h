// What rows and groups of a rule are moved by: six dots to drag, or the joining word of a group. Alt and the arrow keys
// move from any control within; Escape ends a drag. Main thread.
#pragma once

#include "ui/segments/sentence_row.h"

#include <QPointer>
#include <QToolButton>

namespace audience::ui {

// Six dots.
class RuleGrip final : public QToolButton {
    Q_OBJECT
public:
    RuleGrip(const RuleContext &context, const std::string &path, QWidget *parent);
};

// Makes a control take the mouse as a handle of the part at `path`; a click stays a click.
class DragHandle final : public QObject {
    Q_OBJECT
public:
    DragHandle(const RuleContext &context, const std::string &path, QWidget *control);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void end(const QPoint &global, RuleDrag how);
    const RuleContext &m_context;
    std::string m_path;
    QPoint m_pressedAt;
    bool m_isPressed = false, m_isDragging = false;
};

// Alt and an arrow, in the direction that people read: moves the part. True when the event was one of these.
bool movesRule(const RuleContext &context, const std::string &path, const QWidget *control, QEvent *event);

// The bracket at the left of a group: a line with the joining word in its middle. Both drag the group; on the word
// the letters of AND, OR and NONE choose.
class RuleJoint final : public QWidget {
    Q_OBJECT
public:
    RuleJoint(const RuleContext &context, const std::string &path, const QString &name, const model::RuleNode &group, int level, QWidget *parent);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void choose();
    void take(const QString &id);
    const RuleContext &m_context;
    std::string m_path;
    model::RuleNode m_group;
    int m_level;
    QPushButton *m_word;
};

// Where what is dragged would go, over all rows: between two of them, or around the one that it joins.
class DropMarker final : public QWidget {
    Q_OBJECT
public:
    explicit DropMarker(QWidget *parent);
    void showLine(const QRect &line);
    void showFrame(const QRect &frame, const QString &words); // words: what a drop makes
    void setDragged(const QRect &part); // is dimmed

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintWords(QPainter &painter) const;
    QRect m_place, m_dragged;
    QString m_words;
    bool m_isFrame = false;
};

} // namespace audience::ui
