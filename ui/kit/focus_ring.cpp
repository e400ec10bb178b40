#include "ui/kit/style.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QAbstractSpinBox>
#include <QFocusEvent>
#include <QFocusFrame>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QTextEdit>

namespace audience::ui {

namespace {

// Fields mark themselves at their own border, views mark their current row.
bool showsItself(const QWidget *widget) {
    if (widget->property("ownFocus").toBool() || widget->isWindow() || widget->windowType() == Qt::Popup)
        return true;
    if (const auto *view = qobject_cast<const QAbstractItemView *>(widget))
        return view->currentIndex().isValid();
    if (widget->property("readOnly").toBool() && (widget->inherits("QTextEdit") || widget->inherits("QPlainTextEdit")))
        return false; // no cursor in it, often no border around it
    return widget->inherits("QLineEdit") || widget->inherits("QAbstractSpinBox") || widget->inherits("QComboBox") || widget->inherits("QTextEdit") ||
           widget->inherits("QPlainTextEdit") || widget->inherits("QsciScintillaBase") || widget->inherits("QWebEngineView") || widget->inherits("QMenu");
}

class FocusRing final : public QObject {
public:
    using QObject::QObject;

    bool eventFilter(QObject *watched, QEvent *event) override {
        switch (event->type()) {
        case QEvent::KeyPress:
            m_byKeyboard = true;
            break;
        case QEvent::MouseButtonPress:
            m_byKeyboard = false;
            hide();
            break;
        case QEvent::FocusIn:
            if (auto *widget = qobject_cast<QWidget *>(watched)) {
                const auto reason = static_cast<QFocusEvent *>(event)->reason();
                const bool isByKey = reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason;
                if (isByKey || (m_byKeyboard && reason != Qt::MouseFocusReason))
                    show(widget);
                else
                    hide();
            }
            break;
        case QEvent::FocusOut:
            if (m_frame && watched == m_frame->widget())
                hide();
            break;
        default:
            break;
        }
        return false;
    }

private:
    void show(QWidget *widget) {
        if (showsItself(widget)) {
            hide();
            return;
        }
        if (!m_frame) {
            m_frame = new QFocusFrame;
            m_frame->setObjectName(QStringLiteral("focusRing"));
            m_frame->setAttribute(Qt::WA_TransparentForMouseEvents);
        }
        m_frame->setWidget(widget);
    }
    void hide() {
        if (m_frame)
            m_frame->setWidget(nullptr);
    }

    QPointer<QFocusFrame> m_frame; // lives in the window of what it stands around
    bool m_byKeyboard = false;
};

} // namespace

void installFocusRing() {
    static QPointer<FocusRing> ring;
    if (ring)
        return;
    ring = new FocusRing(qApp);
    qApp->installEventFilter(ring);
}

} // namespace audience::ui
