#include "ui/templates/studio/contact_sheet.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/kit/background.h"
#include "ui/kit/file_dialog.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/notice.h"
#include "ui/kit/picker.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/templates/card_picture.h"
#include "ui/templates/email_picture.h"
#include "ui/templates/template_gallery.h"
#include "ui/text/sentences.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

namespace audience::ui {

namespace {

constexpr QSize kPicture(148, 196); // three in a line where both panes are open in a window of 1280

int cardWide() {
    return qMax(kPicture.width(), Theme::instance().pixels(kPicture.width())) + 28;
}

QString nameOf(const service::SheetCard &card) {
    return toQString(!card.name.empty() ? card.name : !card.to.empty() ? card.to : card.key);
}

} // namespace

QList<PickerItem> edgeItems(const std::vector<service::EdgePerson> &people) {
    QList<PickerItem> items;
    for (const service::EdgePerson &one : people) {
        const QString name = toQString(!one.name.empty() ? one.name : !one.to.empty() ? one.to : one.key);
        items.append({toQString(one.key), name.left(120), sentence(one.id, one.args), {}, ContactSheet::tr("It may look wrong for")});
    }
    return items;
}

ContactSheet::ContactSheet(std::shared_ptr<service::Session> session, QWidget *parent) : QWidget(parent), m_session(std::move(session)) {
    setObjectName(QStringLiteral("contactSheet"));
    setAccessibleName(tr("The email as a dozen people"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *head = new QWidget(this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(space::kPage, space::kMedium, space::kPage, space::kSmall);
    row->setSpacing(space::kSmall);
    m_about = makeLabel({}, "secondary", head);
    m_about->setObjectName(QStringLiteral("sheetAbout"));
    m_about->setWordWrap(true);
    m_others = makeButton(QStringLiteral("sheetOthers"), tr("Other people"), "quiet", "refresh-cw", head);
    connect(m_others, &QPushButton::clicked, this, [this] {
        ++m_options.seed;
        make();
    });
    m_save = makeButton(QStringLiteral("sheetSave"), tr("Save as a picture"), "quiet", "download", head);
    connect(m_save, &QPushButton::clicked, this, &ContactSheet::save);
    auto *leave = makeTool(QStringLiteral("sheetClose"), tr("Back to the preview (Esc)"), "x", head);
    connect(leave, &QToolButton::clicked, this, &ContactSheet::closed);
    row->addWidget(m_about, 1);
    row->addWidget(m_others);
    row->addWidget(m_save);
    row->addWidget(leave);
    layout->addWidget(head);
    m_notice = new Notice(QStringLiteral("sheetNotice"), this);
    connect(m_notice, &Notice::actionWanted, this, &ContactSheet::make);
    layout->addWidget(m_notice);
    auto *inside = new QWidget;
    auto *column = new QVBoxLayout(inside);
    column->setContentsMargins(space::kPage, 0, space::kPage, space::kPage);
    m_cards = new QWidget(inside);
    m_cards->setObjectName(QStringLiteral("sheetCards"));
    auto *cards = new FlowLayout(m_cards, space::kMedium);
    cards->setFilling(widestCard(cardWide()));
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    m_cards->setSizePolicy(policy);
    column->addWidget(m_cards);
    column->addStretch(1);
    layout->addWidget(makeScroll(QStringLiteral("sheetScroll"), inside, this), 1);
}

ContactSheet::~ContactSheet() {
    m_cancel.cancel();
}

void ContactSheet::open(const model::EmailTemplate &email, const service::Imprint &instead) {
    m_email = email;
    m_options.instead = instead;
    make();
}

void ContactSheet::make() {
    m_cancel.cancel();
    m_cancel = CancelSource();
    m_isMaking = true;
    m_notice->clear();
    m_number = 0;
    clearLayout(m_cards->layout());
    m_save->setEnabled(false);
    m_about->setText(tr("Making the email for a dozen people…"));
    const CancelToken token = m_cancel.token();
    const QPointer<ContactSheet> self(this);
    inBackground(
        this,
        [self, session = m_session, email = m_email, options = m_options, token, folder = pictureFolder(*m_session), scale = devicePixelRatioF()] {
            return service::contactSheet(
                *session, email, options,
                [&](const service::SheetCard &card) {
                    const QImage picture = card.preview ? emailPicture(toQString(card.preview->html), CardPicture::imageSize(kPicture.width(), kPicture.height()), scale, folder) : QImage();
                    QMetaObject::invokeMethod(
                        qApp,
                        [self, card, picture, token] {
                            if (self && !token.isCancelled())
                                self->addCard(card, picture);
                        },
                        Qt::QueuedConnection);
                },
                token);
        },
        [this, token](const Result<std::vector<service::SheetCard>> &cards) {
            if (token.isCancelled())
                return;
            m_isMaking = false;
            if (cards)
                return done(int(cards->size()));
            m_about->clear();
            m_notice->say(Tone::Warning, tr("The contact sheet could not be made"), sentence(cards.error()), tr("Try again"));
        });
}

void ContactSheet::done(int people) {
    m_save->setEnabled(people > 0);
    m_about->setText(tr("Those it is most likely to look wrong for, and others by chance. Choose one to see the email as that person."));
}

void ContactSheet::addCard(const service::SheetCard &card, const QImage &picture) {
    auto *button = makeButton(QStringLiteral("sheet_%1").arg(m_number++), {}, "gallery", nullptr, m_cards);
    button->setMinimumWidth(cardWide());
    ui::setProperty(button, "room", QStringLiteral("tall")); // for all that is said of a person
    auto *column = new QVBoxLayout(button);
    column->setContentsMargins(12, 12, 12, 10);
    column->setSpacing(2);
    auto *image = new CardPicture(kPicture.width(), kPicture.height(), button);
    image->setImage(picture);
    column->addWidget(image);
    column->addSpacing(6);
    QStringList told{nameOf(card)};
    const auto say = [&](const QString &words, const char *role) {
        auto *label = makeLabel(words, role, button);
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        column->addWidget(label);
        if (words != told.first())
            told << words;
    };
    say(nameOf(card), "strong");
    if (card.preview)
        say(toQString(card.preview->subject), "body");
    for (const service::EdgePerson &one : card.why)
        say(sentence(one.id, one.args), "secondary");
    QStringList problems;
    if (card.error)
        problems << sentence(*card.error);
    else
        for (const service::FindingView &one : card.preview->findings)
            problems << sentence(one.id, one.args);
    if (!problems.isEmpty()) {
        const QString words = card.error ? tr("It cannot be made") : tr("%Ln findings", nullptr, int(problems.size()));
        column->addWidget(makeChip(words, card.error ? Tone::Bad : Tone::Warning, button), 0, Qt::AlignLeft);
        button->setToolTip(problems.join(QLatin1Char('\n')));
        told << words << problems;
    }
    column->addStretch(1);
    for (QWidget *inner : button->findChildren<QWidget *>())
        inner->setAttribute(Qt::WA_TransparentForMouseEvents);
    button->setAccessibleName(told.join(QStringLiteral(". ")));
    connect(button, &QPushButton::clicked, this, [this, key = toQString(card.key)] { Q_EMIT personChosen(key); });
    m_cards->layout()->addWidget(button);
    button->show();
}

QImage ContactSheet::picture() {
    QImage image(m_cards->size() * devicePixelRatioF(), QImage::Format_RGB32);
    image.setDevicePixelRatio(devicePixelRatioF());
    image.fill(tokens().window);
    m_cards->render(&image);
    return image;
}

void ContactSheet::save() {
    const FileQuestion question{tr("Save the contact sheet"), tr("Pictures (*.png)"), fileNameFrom(toQString(m_email.name), QStringLiteral("png")), QStringLiteral("png"),
                                QStringLiteral("sheetFile")};
    askWhereToSave(this, question, [this](const QString &path) {
        inBackground(this, [image = picture(), path] { return image.save(path, "PNG"); }, [this, path](bool isSaved) {
            if (isSaved)
                m_about->setText(tr("Saved as %1").arg(path));
            else
                m_notice->say(Tone::Bad, tr("The picture could not be saved"), tr("Choose another folder."));
        });
    });
}

void ContactSheet::keyPressEvent(QKeyEvent *event) {
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else
        QWidget::keyPressEvent(event);
}

} // namespace audience::ui
