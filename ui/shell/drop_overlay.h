// While a file is dragged over the window: covers it and says what letting go will do. Main thread.
#pragma once

#include "ui/kit/widgets.h"

#include <functional>

class QLabel;

namespace audience::ui {

// What happens with the files; without `act` they are not taken and the words say why; without words the page takes
// them where it can.
struct DropOffer {
    QString words;
    std::function<void()> act;
};
using DropTarget = std::function<DropOffer(const QStringList &paths)>;

class DropOverlay final : public QWidget {
    Q_OBJECT
public:
    explicit DropOverlay(QWidget *parent);
    void setTarget(DropTarget target) { m_target = std::move(target); }
    // The window's own drag events go through these.
    bool enter(QDropEvent *event);
    void drop(QDropEvent *event);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    DropTarget m_target;
    DropOffer m_offer;
    QFrame *m_card;
    QLabel *m_text;
};

} // namespace audience::ui
