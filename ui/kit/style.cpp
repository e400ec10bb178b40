#include "ui/kit/style.h"

#include "ui/kit/calendar.h"
#include "ui/kit/icon.h"
#include "ui/kit/in_order.h"
#include "ui/kit/theme.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QCalendarWidget>
#include <QComboBox>
#include <QPainter>
#include <QPainterPath>
#include <QStyleOption>

namespace audience::ui {

namespace {

constexpr int kArrowRoom = 26, kStepRoom = 20, kMark = 16, kFieldPad = 9;
constexpr qreal kRadius = 6;

QColor mixed(const QColor &a, const QColor &b, qreal share) {
    return QColor::fromRgbF(float(a.redF() * (1 - share) + b.redF() * share), float(a.greenF() * (1 - share) + b.greenF() * share),
                            float(a.blueF() * (1 - share) + b.blueF() * share));
}

void drawField(const QStyleOption *option, QPainter *painter, const QWidget *widget) {
    const bool isOn = option->state & QStyle::State_Enabled, hasFocus = isOn && (option->state & QStyle::State_HasFocus);
    const bool isInvalid = widget && widget->property("invalid").toBool();
    const qreal wide = hasFocus ? 2 : 1;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(isInvalid ? tokens().bad : hasFocus ? tokens().accent : isOn ? tokens().strongBorder : tokens().border, wide));
    painter->setBrush(isOn ? tokens().surface : tokens().inset);
    painter->drawRoundedRect(QRectF(option->rect).adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2), kRadius, kRadius);
    painter->restore();
}

void drawArrow(QPainter *painter, const QRect &rect, const char *name, bool isOn, int side = 14) {
    icon(QLatin1String(name), isOn ? tokens().secondary : tokens().tertiary)
        .paint(painter, QRect(rect.center().x() - side / 2 + 1, rect.center().y() - side / 2 + 1, side, side));
}

void drawMark(const QStyleOption *option, QPainter *painter, bool isRound) {
    const bool isOn = option->state & QStyle::State_Enabled;
    const bool isChecked = option->state & QStyle::State_On, isPartly = option->state & QStyle::State_NoChange;
    const bool isFull = isChecked || isPartly, isHot = option->state & QStyle::State_MouseOver;
    const QRectF box(option->rect.x() + 0.5, option->rect.center().y() - kMark / 2 + 1.5, kMark - 1, kMark - 1);
    const QColor full = isOn ? tokens().accent : mixed(tokens().accent, tokens().surface, 0.55);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(isFull ? full : isHot && isOn ? tokens().secondary : isOn ? tokens().tertiary : tokens().strongBorder, 1.2));
    painter->setBrush(isFull ? full : isOn ? tokens().surface : tokens().inset);
    painter->drawRoundedRect(box, isRound ? kMark / 2.0 : 4, isRound ? kMark / 2.0 : 4);
    painter->setPen(QPen(tokens().onAccent, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF c = box.center();
    if (isRound && isChecked) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(tokens().onAccent);
        painter->drawEllipse(c, 3, 3);
    } else if (isPartly) {
        painter->drawLine(c - QPointF(3.5, 0), c + QPointF(3.5, 0));
    } else if (isChecked) {
        painter->setBrush(Qt::NoBrush);
        painter->drawPolyline(QPolygonF{c + QPointF(-3.5, 0.2), c + QPointF(-1, 2.8), c + QPointF(3.6, -2.6)});
    }
    painter->restore();
}

const char *pictureOf(QStyle::StandardPixmap picture) {
    switch (picture) {
    case QStyle::SP_MessageBoxInformation: return "info";
    case QStyle::SP_MessageBoxQuestion: return "circle-help";
    case QStyle::SP_MessageBoxWarning: return "triangle-alert";
    case QStyle::SP_MessageBoxCritical: return "octagon-alert";
    case QStyle::SP_LineEditClearButton: return "x";
    case QStyle::SP_DirIcon:
    case QStyle::SP_DirClosedIcon: return "folder";
    case QStyle::SP_DirOpenIcon:
    case QStyle::SP_DialogOpenButton: return "folder-open";
    case QStyle::SP_FileIcon: return "file";
    case QStyle::SP_FileDialogToParent: return "arrow-up";
    case QStyle::SP_FileDialogBack:
    case QStyle::SP_ArrowBack: return "arrow-left";
    case QStyle::SP_ArrowForward: return "arrow-right";
    case QStyle::SP_FileDialogNewFolder: return "plus";
    case QStyle::SP_FileDialogDetailedView: return "list";
    case QStyle::SP_FileDialogListView: return "layout-grid";
    case QStyle::SP_TitleBarCloseButton:
    case QStyle::SP_DialogCloseButton: return "x";
    default: return nullptr;
    }
}

QColor pictureInk(QStyle::StandardPixmap picture) {
    switch (picture) {
    case QStyle::SP_MessageBoxInformation:
    case QStyle::SP_MessageBoxQuestion: return tokens().accent;
    case QStyle::SP_MessageBoxWarning: return tokens().warning;
    case QStyle::SP_MessageBoxCritical: return tokens().bad;
    default: return tokens().secondary;
    }
}

// A date field with a calendar asks for arrows as a combo box does.
QRect trailing(const QStyleOption *option, int wide) {
    return QStyle::visualRect(option->direction, option->rect,
                              QRect(option->rect.right() - wide + 1, option->rect.top(), wide, option->rect.height()));
}

} // namespace

Style::Style() : QProxyStyle(QStringLiteral("Fusion")) {}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const {
    const bool isOn = option->state & State_Enabled;
    switch (element) {
    case PE_FrameFocusRect: // the ring stands around the control instead
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        drawMark(option, painter, false);
        return;
    case PE_IndicatorRadioButton:
        drawMark(option, painter, true);
        return;
    case PE_IndicatorArrowDown:
        drawArrow(painter, option->rect, "chevron-down", isOn);
        return;
    case PE_IndicatorArrowUp:
        drawArrow(painter, option->rect, "chevron-up", isOn);
        return;
    case PE_IndicatorArrowRight:
        drawArrow(painter, option->rect, "chevron-right", isOn);
        return;
    case PE_IndicatorArrowLeft:
        drawArrow(painter, option->rect, "chevron-left", isOn);
        return;
    case PE_IndicatorBranch:
        if (option->state & State_Children)
            drawArrow(painter, option->rect,
                      option->state & State_Open ? "chevron-down" : option->direction == Qt::RightToLeft ? "chevron-left" : "chevron-right", isOn);
        return;
    case PE_IndicatorHeaderArrow:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option))
            drawArrow(painter, option->rect, header->sortIndicator == QStyleOptionHeader::SortUp ? "arrow-down" : "arrow-up", true, 12);
        return;
    case PE_PanelLineEdit:
        if (widget && (qobject_cast<QAbstractSpinBox *>(widget->parentWidget()) || qobject_cast<QComboBox *>(widget->parentWidget())))
            return; // the frame around both is drawn by the one outside
        break;
    default:
        break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void Style::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const {
    if (element == CE_FocusFrame) {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(tokens().accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(option->rect).adjusted(1, 1, -1, -1), kRadius + 2, kRadius + 2);
        painter->restore();
        return;
    }
    if (element == CE_ComboBoxLabel) {
        // The text stands where an edit field would stand; Fusion moves it.
        if (const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option); box && !box->editable) {
            QRect line = visualRect(option->direction, option->rect, option->rect.adjusted(10, 0, -kArrowRoom, 0));
            painter->save();
            if (!box->currentIcon.isNull()) {
                const QSize side(16, 16);
                const QRect place = alignedRect(option->direction, Qt::AlignLeft | Qt::AlignVCenter, side, line);
                box->currentIcon.paint(painter, place);
                line = visualRect(option->direction, line, line.adjusted(24, 0, 0, 0));
            }
            painter->setPen(option->state & State_Enabled ? tokens().text : tokens().tertiary);
            painter->drawText(line, int(visualAlignment(option->direction, Qt::AlignLeft) | Qt::AlignVCenter),
                              option->fontMetrics.elidedText(inOrder(box->currentText), Qt::ElideRight, line.width()));
            painter->restore();
            return;
        }
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

// Every label and button: a name in it must not turn the words around it.
void Style::drawItemText(QPainter *painter, const QRect &rect, int flags, const QPalette &palette, bool enabled, const QString &text, QPalette::ColorRole role) const {
    QProxyStyle::drawItemText(painter, rect, flags, palette, enabled, inOrder(text), role);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const {
    const bool isOn = option->state & State_Enabled;
    if (control == CC_ComboBox) {
        drawField(option, painter, widget);
        drawArrow(painter, trailing(option, kArrowRoom), "chevron-down", isOn);
        return;
    }
    if (control == CC_SpinBox) {
        const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option);
        drawField(option, painter, widget);
        if (spin && spin->buttonSymbols != QAbstractSpinBox::NoButtons) {
            for (const SubControl part : {SC_SpinBoxUp, SC_SpinBoxDown}) {
                const bool isUp = part == SC_SpinBoxUp;
                const QRect rect = subControlRect(CC_SpinBox, option, part, widget);
                const bool can = isOn && (spin->stepEnabled & (isUp ? QAbstractSpinBox::StepUpEnabled : QAbstractSpinBox::StepDownEnabled));
                if (can && (option->activeSubControls & part) && (option->state & State_MouseOver))
                    painter->fillRect(rect.adjusted(1, 2, -2, -2), tokens().inset);
                drawArrow(painter, rect, isUp ? "chevron-up" : "chevron-down", can, 12);
            }
        }
        return;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part, const QWidget *widget) const {
    const QRect whole = option->rect;
    if (control == CC_ComboBox) {
        if (part == SC_ComboBoxArrow)
            return trailing(option, kArrowRoom);
        if (part == SC_ComboBoxEditField)
            return visualRect(option->direction, whole, whole.adjusted(kFieldPad, 2, -kArrowRoom, -2));
        if (part == SC_ComboBoxListBoxPopup)
            return whole;
    }
    if (control == CC_SpinBox) {
        const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option);
        const int steps = spin && spin->buttonSymbols == QAbstractSpinBox::NoButtons ? 0 : kStepRoom;
        const int half = whole.height() / 2;
        if (part == SC_SpinBoxUp || part == SC_SpinBoxDown) {
            if (steps == 0)
                return {};
            const QRect both = trailing(option, steps);
            return part == SC_SpinBoxUp ? QRect(both.x(), both.y(), steps, half) : QRect(both.x(), both.y() + half, steps, both.height() - half);
        }
        if (part == SC_SpinBoxEditField)
            return visualRect(option->direction, whole, whole.adjusted(kFieldPad, 2, -qMax(2, steps), -2));
        if (part == SC_SpinBoxFrame)
            return whole;
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size, const QWidget *widget) const {
    const int control = Theme::instance().controlHeight();
    switch (type) {
    case CT_ComboBox: return {size.width() + kArrowRoom + 14, control};
    case CT_SpinBox: return {size.width() + kStepRoom + 22, control};
    case CT_CheckBox:
    case CT_RadioButton: return QProxyStyle::sizeFromContents(type, option, size, widget).expandedTo({0, control - 8});
    default: return QProxyStyle::sizeFromContents(type, option, size, widget);
    }
}

void Style::polish(QWidget *widget) {
    QProxyStyle::polish(widget);
    // Qt asks a number field for its own height only, not for ours.
    if (qobject_cast<QAbstractSpinBox *>(widget))
        widget->setMinimumHeight(Theme::instance().controlHeight());
    else if (auto *calendar = qobject_cast<QCalendarWidget *>(widget))
        dressCalendar(calendar);
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const {
    switch (metric) {
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight: return kMark;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing: return 8;
    case PM_FocusFrameHMargin:
    case PM_FocusFrameVMargin: return 3;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ListViewIconSize: return 16;
    case PM_MessageBoxIconSize: return 24;
    case PM_HeaderMarkSize: return 12;
    case PM_ToolTipLabelFrameWidth: return 0;
    case PM_SplitterWidth: return 7;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical: return 0;
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *data) const {
    switch (hint) {
    case SH_FocusFrame_AboveWidget: return 1;
    case SH_ToolTip_WakeUpDelay: return 450;
    case SH_ToolTipLabel_Opacity: return 255;
    case SH_ComboBox_Popup: return 0;
    case SH_ItemView_ActivateItemOnSingleClick: return 0;
    case SH_DialogButtonBox_ButtonsHaveIcons: return 0;
    case SH_EtchDisabledText:
    case SH_DitherDisabledText: return 0;
    case SH_Widget_Animation_Duration: return Theme::instance().reducedMotion() ? 0 : 120;
    case SH_UnderlineShortcut: return 0;
    default: return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

QIcon Style::standardIcon(StandardPixmap picture, const QStyleOption *option, const QWidget *widget) const {
    if (const char *name = pictureOf(picture))
        return icon(QLatin1String(name), pictureInk(picture));
    return QProxyStyle::standardIcon(picture, option, widget);
}

QPixmap Style::standardPixmap(StandardPixmap picture, const QStyleOption *option, const QWidget *widget) const {
    if (const char *name = pictureOf(picture))
        return iconPixmap(QLatin1String(name), pictureInk(picture), 24, widget ? widget->devicePixelRatioF() : 2);
    return QProxyStyle::standardPixmap(picture, option, widget);
}

} // namespace audience::ui
