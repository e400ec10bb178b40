// The window without a mouse: Tab reaches every control of every page, down and right as the eye goes, and comes back;
// nothing holds the keyboard but an editor that says how to leave it, and where it is can be seen.
#ifndef Q_MOC_RUN
#include "app/gui/shots/shots.h"
#include "service/demo_service.h"
#include "ui/kit/page.h"
#include "ui/shell/main_window.h"
#include "ui/text/sentences.h"
#endif
#include "support/test_main.h"
#include "ui/pages/demo_session.h"

#include <QApplication>
#include <QDir>
#include <QSettings>
#include <QTest>

using namespace audience;
using audience::test::DemoSession;

namespace {

constexpr int kMostSteps = 400;

bool takesTab(const QWidget *widget) {
    return widget->isVisible() && widget->isEnabled() && !widget->focusProxy() && (widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus;
}

QString nameOf(const QWidget *widget) {
    QStringList names;
    for (const QWidget *one = widget; one && !one->isWindow() && names.size() < 4; one = one->parentWidget())
        if (one == widget || !one->objectName().isEmpty())
            names.prepend(one->objectName().isEmpty() ? QLatin1String(one->metaObject()->className()) : one->objectName());
    return names.join(QLatin1String(" > "));
}

// In an editor Tab indents; it says which keys leave it.
Qt::KeyboardModifiers leavingWith(const QWidget *widget) {
    return widget && widget->accessibleDescription().contains(QLatin1String("Ctrl+Tab")) ? Qt::ControlModifier : Qt::NoModifier;
}

// What a person sees of a widget, with the ring around it.
QImage seen(QWidget *window, const QRect &where) {
    return window->grab(where).toImage();
}

QImage seenWithoutKeyboard(QWidget *widget, QWidget *window, const QRect &where) {
    widget->clearFocus();
    const QImage plain = seen(window, where);
    widget->setFocus(Qt::TabFocusReason);
    return plain;
}

QRect placeOf(const QWidget *widget, const QWidget *window) {
    return QRect(widget->mapTo(window, QPoint()), widget->size()).adjusted(-4, -4, 4, 4) & window->rect();
}

// Down or right of where it was; what one lies in or over is at the same place.
bool goesOn(const QWidget *from, const QWidget *to, const QWidget *window) {
    constexpr int kSlack = 4; // borders that touch
    const QRect before(from->mapTo(window, QPoint()), from->size()), after(to->mapTo(window, QPoint()), to->size());
    return after.left() >= before.right() - kSlack || after.top() >= before.bottom() - kSlack || before.intersects(after);
}

} // namespace

class KeyboardTest final : public QObject {
    Q_OBJECT
    DemoSession m_demo;
    std::shared_ptr<service::Session> m_session;

    // Presses Tab until it comes round; gives what is wrong.
    QStringList walk(QWidget *window) {
        QStringList faults;
        QSet<QWidget *> reached, there; // a chart that fills while a campaign runs may come to stand where Tab has passed
        for (QWidget *widget : window->findChildren<QWidget *>())
            if (takesTab(widget))
                there.insert(widget);
        if (QWidget *focus = QApplication::focusWidget())
            focus->clearFocus();
        QWidget *first = nullptr, *last = nullptr;
        for (int step = 0; step < kMostSteps; ++step) {
            QWidget *from = QApplication::focusWidget();
            const QImage whole = window->grab().toImage();
            QTest::keyClick(from ? from : window, Qt::Key_Tab, leavingWith(from));
            QCoreApplication::processEvents();
            QWidget *now = QApplication::focusWidget();
            if (!now || !window->isAncestorOf(now)) {
                faults << QStringLiteral("after %1 the keyboard is nowhere").arg(from ? nameOf(from) : QStringLiteral("the start"));
                break;
            }
            if (now == from) {
                faults << QStringLiteral("%1 holds the keyboard").arg(nameOf(now));
                now->nextInFocusChain()->setFocus(Qt::TabFocusReason);
                continue;
            }
            if (now == first)
                break;
            if (!first)
                first = now;
            else if (window->isAncestorOf(from) && !goesOn(from, now, window))
                faults << QStringLiteral("Tab goes back from %1 to %2").arg(nameOf(from), nameOf(now));
            if (!reached.contains(now)) {
                const QRect place = placeOf(now, window);
                const qreal ratio = whole.devicePixelRatio();
                const QRect pixels(int(place.x() * ratio), int(place.y() * ratio), int(place.width() * ratio), int(place.height() * ratio));
                const QImage marked = seen(window, place);
                // Scrolled to where the one before was, it looks like that one, marked.
                if (place.isEmpty() || (marked == whole.copy(pixels) && marked == seenWithoutKeyboard(now, window, place))) {
                    // A picture of it, for who mends it.
                    if (const QString folder = qEnvironmentVariable("AUDIENCE_PICTURES"); !folder.isEmpty())
                        window->grab().save(QDir(folder).filePath(now->objectName() + QLatin1String(".png")));
                    faults << QStringLiteral("nothing shows that the keyboard is at %1 (%2, %3)").arg(nameOf(now)).arg(place.x()).arg(place.y());
                }
            }
            reached.insert(now);
            last = now;
        }
        for (QWidget *widget : window->findChildren<QWidget *>())
            if (takesTab(widget) && there.contains(widget) && !reached.contains(widget) && !widget->visibleRegion().isEmpty())
                faults << QStringLiteral("Tab does not reach %1; the round goes from %2 to %3").arg(nameOf(widget), nameOf(last), nameOf(first));
        return faults;
    }

private Q_SLOTS:
    void initTestCase() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_demo.file(QStringLiteral("config")));
        qputenv("AUDIENCE_STATE_DIR", m_demo.file(QStringLiteral("state")).toUtf8());
        ui::Theme::instance().apply(ui::Scheme::Light);
        m_session = m_demo.make();
        QVERIFY(m_session);
        CampaignId made;
        QVERIFY(service::DemoService(*m_session).campaign(&made).has_value());
    }

    void everyControlIsReached_data() {
        QTest::addColumn<QString>("page");
        QStringList pages;
        for (const gui::Shot &shot : gui::allShots())
            if (!pages.contains(shot.page))
                pages << shot.page;
        for (const QString &page : std::as_const(pages))
            QTest::newRow(qPrintable(page)) << page;
    }

    void everyControlIsReached() {
        QFETCH(QString, page);
        gui::Workbench bench(m_session);
        gui::Stage stage(bench);
        for (const gui::Shot &shot : gui::allShots()) {
            if (shot.page != page || !shot.isWalked)
                continue;
            auto reached = stage.enter(shot.place, {1280, 800});
            if (reached)
                reached = shot.reach(stage);
            if (!reached) {
                QTest::qFail(qPrintable(shot.name + QLatin1String(": ") + ui::sentence(reached.error())), __FILE__, __LINE__);
                continue;
            }
            stage.subject()->activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(stage.subject()));
            for (const QString &fault : walk(stage.subject()))
                QTest::qFail(qPrintable(shot.name + QLatin1String(": ") + fault), __FILE__, __LINE__);
            stage.leave();
        }
    }
};
AUDIENCE_TEST(KeyboardTest)

#include "keyboard_test.moc"
