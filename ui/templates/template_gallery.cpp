#include "ui/templates/template_gallery.h"

#include "qbase/convert.h"
#include "service/sample_templates.h"
#include "service/session.h"
#include "service/template_service.h"
#include "ui/kit/background.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/templates/email_picture.h"

#include <QScrollArea>
#include <QVBoxLayout>

namespace audience::ui {

namespace {

constexpr QSize kPicture(172, 196);
const char *const kEmptyHtml = "<p>Hello {{ first_name | default: \"there\" }},</p>\n\n<p></p>\n\n"
                               "<p><small>{{ postal_address }} · <a href=\"{{ unsubscribe_url }}\">Unsubscribe</a></small></p>\n";

} // namespace

QString pictureFolder(const service::Session &session) {
    return toQString(session.workspace().draftsPath()) + QStringLiteral("/../pictures");
}

TemplateGallery::TemplateGallery(std::shared_ptr<service::Session> session, QWidget *parent) : QWidget(parent), m_session(std::move(session)) {
    setObjectName(QStringLiteral("templateGallery"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *inside = new QWidget;
    auto *column = new QVBoxLayout(inside);
    column->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kPage);
    column->setSpacing(space::kTiny);
    column->addWidget(makeLabel(tr("Begin with"), "title", inside));
    auto *words = makeLabel(tr("Each is a whole email with places for the name and what else you know, a postal address and a way out. Change what you like."), "secondary", inside);
    words->setWordWrap(true);
    column->addWidget(words);
    column->addSpacing(space::kMedium);
    auto *cards = new QWidget(inside);
    cards->setObjectName(QStringLiteral("galleryCards"));
    new FlowLayout(cards, space::kPage);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    cards->setSizePolicy(policy);
    column->addWidget(cards);
    column->addStretch(1);
    layout->addWidget(makeScroll(QStringLiteral("galleryScroll"), inside, this));
    int number = 0;
    for (const auto &email : service::sampleTemplates())
        addCard(QStringLiteral("gallery_%1").arg(number++), toQString(email.name), toQString(email.preheader), email);
    model::EmailTemplate empty;
    empty.html = kEmptyHtml;
    addCard(QStringLiteral("gallery_empty"), tr("An empty one"), tr("A greeting, the address and the way out."), empty);
}

void TemplateGallery::addCard(const QString &objectName, const QString &title, const QString &words, const model::EmailTemplate &email) {
    auto *card = makeButton(objectName, {}, "gallery", nullptr, this);
    card->setAccessibleName(tr("Begin with %1").arg(title));
    card->setFixedWidth(qMax(kPicture.width(), Theme::instance().pixels(kPicture.width())) + 28); // the style knows the height
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(12, 12, 12, 10);
    column->setSpacing(2);
    auto *picture = new QLabel(card);
    picture->setFixedSize(kPicture + QSize(2, 2)); // with its edge
    setRole(picture, "picture");
    column->addWidget(picture);
    column->addSpacing(6);
    column->addWidget(makeLabel(title, "strong", card));
    auto *below = makeLabel(words, "secondary", card);
    below->setWordWrap(true);
    column->addWidget(below);
    column->addStretch(1);
    for (QWidget *inner : card->findChildren<QWidget *>())
        inner->setAttribute(Qt::WA_TransparentForMouseEvents);
    connect(card, &QPushButton::clicked, this, [this, email] {
        inBackground(this, [session = m_session, email] { return service::TemplateService(*session).fitted(email); }, [this](const model::EmailTemplate &fitted) { Q_EMIT chosen(fitted); });
    });
    findChild<QWidget *>(QStringLiteral("galleryCards"))->layout()->addWidget(card);
    m_cards.append({email, picture});
}

void TemplateGallery::showEvent(QShowEvent *event) {
    QWidget::showEvent(event);
    if (!std::exchange(m_isMade, true))
        makePictures();
}

void TemplateGallery::makePictures() {
    const QString folder = pictureFolder(*m_session);
    for (const auto &[email, label] : std::as_const(m_cards)) {
        ++m_waiting;
        inBackground(label,
                     [session = m_session, email = email, folder, scale = devicePixelRatioF()] {
                         const service::TemplateService templates(*session);
                         const auto preview = templates.preview(templates.fitted(email));
                         const auto html = preview ? Result<std::string>(preview->html) : templates.forAnybody(email);
                         return html ? emailPicture(toQString(*html), kPicture, scale, folder) : QImage();
                     },
                     [this, label = label](const QImage &image) {
                         --m_waiting;
                         label->setPixmap(QPixmap::fromImage(image));
                     });
    }
}

} // namespace audience::ui
