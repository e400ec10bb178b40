// Over the email on the canvas: takes the mouse and what is dragged, paints what is pointed at, what is selected and where
// something dragged would go. It changes nothing itself. Main thread.
#pragma once

#include "base/json.h"
#include "ui/templates/studio/canvas_layout.h"

#include <QStringList>
#include <QTimer>
#include <QWidget>

class QMimeData;

namespace audience::ui {

class BlockDesk;

class CanvasOverlay final : public QWidget {
    Q_OBJECT
public:
    explicit CanvasOverlay(BlockDesk *desk, QWidget *parent = nullptr);
    void setLayoutOf(const CanvasLayout &layout, QPointF scroll);
    // Somebody writes in this part: the mouse goes to the email, the outline stays.
    void setWriting(const std::string &id);
    QRectF shownRect(const std::string &id) const; // in our own pixels; null when it is not shown
    const DropPlace &dropPlace() const { return m_place; }

Q_SIGNALS:
    void writingWanted(const std::string &id, QPointF place); // place in pixels of the email
    void menuWanted(const QPoint &global);
    void scrollWanted(QPointF place);
    void dropped(const audience::Json &load, const audience::ui::DropPlace &place);
    void movedTo(const std::string &id, const audience::ui::DropPlace &place, bool asCopy);
    void filesDropped(const QStringList &paths, const audience::ui::DropPlace &place);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

public:
    void beginDrag(); // of what is selected

private:
    QPointF toEmail(QPointF point) const { return point + m_scroll; }
    void paintFrame(QPainter &painter, const std::string &id, bool isSelected) const;
    void paintPlace(QPainter &painter) const;
    void findPlace();
    void endDrop();
    void hover(const std::string &id);
    BlockDesk *m_desk;
    CanvasLayout m_layout;
    QPointF m_scroll;
    std::string m_hovered, m_writing, m_dragged;
    DropPlace m_place;
    bool m_isDropping = false, m_wasSelected = false, m_isSection = false, m_isCopy = false;
    QPointF m_over; // where something dragged is held
    QPoint m_pressed;
    bool m_isPressed = false;
    int m_pull = 0; // pixels a step while something is dragged near an edge
    QTimer m_pulling;
};

// Pictures among dragged files, as paths.
QStringList picturesOf(const QMimeData *mime);

} // namespace audience::ui
