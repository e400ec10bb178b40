// Emails of each dialect in our Liquid: what is said otherwise, what stays in sight, and that it can always be read.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/json.h"
#include "liquid/json_source.h"
#include "liquid/liquid.h"
#include "movein/template_translator.h"
#endif
#include "support/test_main.h"

#include <QTest>

using namespace audience;
using namespace audience::movein;

namespace {

QString shown(const std::string &text) { return QString::fromStdString(text); }

std::string rendered(const std::string &text, const char *person) {
    const auto parsed = liquid::parse(text, {liquid::ErrorMode::Warn, nullptr});
    if (!parsed.program)
        return "cannot be read";
    const auto json = parseJson(person);
    const liquid::JsonSource source(*json);
    liquid::RenderOptions options;
    options.escape = liquid::Escape::None;
    std::string out;
    return parsed.program->render(source, options, out) ? out : "cannot be rendered";
}

} // namespace

class TemplateTranslatorTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void saysItInLiquid_data() {
        QTest::addColumn<int>("tool");
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        const auto row = [](Tool tool, const char *from, const char *to) { QTest::newRow(from) << int(tool) << QString::fromUtf8(from) << QString::fromUtf8(to); };
        row(Tool::Mailchimp, "Hi *|FNAME|*", "Hi {{ first_name }}");
        row(Tool::Mailchimp, "*|UPPER:LNAME|* *|PLAN|*", "{{ last_name | upcase }} {{ plan }}");
        row(Tool::Mailchimp, "*|IF:PLAN=gold|*a*|ELSEIF:AGE >= 18|*b*|ELSE:|*c*|END:IF|*", "{% if plan == 'gold' %}a{% elsif age >= 18 %}b{% else %}c{% endif %}");
        row(Tool::Mailchimp, "*|IFNOT:FNAME|*x*|END:IF|*", "{% unless first_name != blank %}x{% endunless %}");
        row(Tool::Mailchimp, "*|UNSUB|* *|UPDATE_PROFILE|* *|ARCHIVE|* *|LIST:ADDRESS|*", "{{ unsubscribe_url }} {{ preferences_url }} {{ view_in_browser_url }} {{ postal_address }}");
        row(Tool::Mailchimp, "*|DATE:d/m/Y|*", "{{ 'now' | date: '%d/%m/%Y' }}");
        row(Tool::Klaviyo, "{{ first_name|default:'there' }}", "{{ first_name | default: 'there' }}");
        row(Tool::Klaviyo, "{{ person|lookup:'Loyalty Points' }}", "{{ loyalty_points }}");
        row(Tool::Klaviyo, "{% if person|lookup:'Points' > 150 %}a{% elif not email %}b{% endif %}", "{% if points > 150 %}a{% elsif email == blank %}b{% endif %}");
        row(Tool::Klaviyo, "{% if 'x' in person.tags and person.city == \"Berlin\" %}a{% endif %}", "{% if tags contains 'x' and city == 'Berlin' %}a{% endif %}");
        row(Tool::Klaviyo, "{% if person|lookup:'P' > 3 and not person.vip %}a{% endif %}", "{% if p > 3 and vip == blank %}a{% endif %}");
        row(Tool::Klaviyo, "{% if not person.vip or not city == 'Berlin' %}a{% endif %}", "{% if vip == blank or city != 'Berlin' %}a{% endif %}");
        row(Tool::Klaviyo, "{% if 'a' not in person.tiers %}x{% else %}y{% endif %}", "{% unless tiers contains 'a' %}x{% else %}y{% endunless %}");
        row(Tool::Klaviyo, "{% if not 'a' in person.tiers %}x{% endif %}", "{% unless tiers contains 'a' %}x{% endunless %}");
        row(Tool::Klaviyo, "{% with person|lookup:'Big City' as c %}{{ c|upper }}{% endwith %}", "{% assign c = big_city %}{{ c | upcase }}");
        row(Tool::Klaviyo, "{% with c=person.city|upper %}{{ c }}{% endwith %}", "{% assign c = city | upcase %}{{ c }}");
        row(Tool::Klaviyo, "{% unsubscribe 'Leave' %}", "<a href=\"{{ unsubscribe_url }}\">Leave</a>");
        row(Tool::Klaviyo, "{% manage_preferences_link %} {{ organization.full_address }}", "{{ preferences_url }} {{ postal_address }}");
        row(Tool::Klaviyo, "{{ person.city|upper }} {% today '%Y' %}", "{{ city | upcase }} {{ 'now' | date: '%Y' }}");
        row(Tool::Klaviyo, "{% for tag in person.tags %}{{ tag }}{% empty %}-{% endfor %}", "{% for tag in tags %}{{ tag }}{% else %}-{% endfor %}");
        row(Tool::Braze, "{{${first_name} | default: 'you'}}", "{{ first_name | default: 'you' }}");
        row(Tool::Braze, "{{custom_attribute.${Membership Tier}}} {{${email_address}}}", "{{ membership_tier }} {{ email }}");
        row(Tool::Braze, "{% if custom_attribute.${tier} == 'gold' %}a{% endif %}", "{% if tier == 'gold' %}a{% endif %}");
        row(Tool::Braze, "{% if {{custom_attribute.${total_spend}}} >0 and {{${city}}} == \"Berlin\" %}a{% elsif {{${country}}} != 'US' %}b{% endif %}",
            "{% if total_spend > 0 and city == 'Berlin' %}a{% elsif country != 'US' %}b{% endif %}");
        row(Tool::Braze, "{% case {{custom_attribute.${tier}}} %}{% when 'a' %}x{% endcase %}", "{% case tier %}{% when 'a' %}x{% endcase %}");
        row(Tool::Braze, "{% assign x = {{custom_attribute.${p} | default: 0}} | plus: 1 %}{{x}}", "{% assign x = p | default: 0 | plus: 1 %}{{ x }}");
        row(Tool::Braze, "{% for t in {{custom_attribute.${tags}}} %}{{t}}{% endfor %}", "{% for t in tags %}{{ t }}{% endfor %}");
        row(Tool::Braze, "{% assign x = ${city} | upcase %}{{x}}", "{% assign x = city | upcase %}{{ x }}");
        row(Tool::Braze, "{{${set_user_to_unsubscribed_url}}} {{campaign.${name}}}", "{{ unsubscribe_url }} {{ campaign_name }}");
        row(Tool::CustomerIo, "{{ customer.first_name | default: \"you\" }}", "{{ first_name | default: 'you' }}");
        row(Tool::CustomerIo, "{%- unless customer[\"Plan Name\"] == 'gold' -%}a{% endunless %}", "{%- unless plan_name == 'gold' -%}a{% endunless %}");
        row(Tool::CustomerIo, "{% unsubscribe_url %} {% manage_subscription_preferences_url %}", "{{ unsubscribe_url }} {{ preferences_url }}");
        row(Tool::CustomerIo, "{% case customer.plan %}{% when 'a', 'b' %}x{% endcase %}", "{% case plan %}{% when 'a', 'b' %}x{% endcase %}");
        row(Tool::CustomerIo, "{% raw %}{{ customer.x }}{% endraw %}", "{% raw %}{{ customer.x }}{% endraw %}");
    }
    void saysItInLiquid() {
        QFETCH(int, tool);
        QFETCH(QString, from);
        QFETCH(QString, to);
        const Translation done = translateTemplate(Tool(tool), from.toStdString());
        QCOMPARE(shown(done.text), to);
        QVERIFY2(done.findings.empty(), done.findings.empty() ? "" : done.findings.front().id.c_str());
        QVERIFY(liquid::parse(done.text, {liquid::ErrorMode::Warn, nullptr}).program != nullptr);
    }

    void whatHasNoCounterpartStaysInSight_data() {
        QTest::addColumn<int>("tool");
        QTest::addColumn<QString>("mark");
        QTest::addColumn<QString>("id");
        const auto row = [](Tool tool, const char *mark, const char *id) { QTest::newRow(mark) << int(tool) << QString::fromUtf8(mark) << QString::fromLatin1(id); };
        row(Tool::Mailchimp, "*|POLL:RATING:x|*", "movein.template_tag");
        row(Tool::Mailchimp, "*|END:IF|*", "movein.template_block");
        row(Tool::Mailchimp, "{{ not theirs }}", "movein.template_tag");
        row(Tool::Klaviyo, "{{ event.ItemName }}", "movein.template_data");
        row(Tool::Klaviyo, "{% coupon_code 'X' %}", "movein.template_tag");
        row(Tool::Klaviyo, "{{ person.city|intcomma }}", "movein.template_filter");
        row(Tool::Braze, "{% connected_content https://api.example/x :save r %}", "movein.template_tag");
        row(Tool::Braze, "{{content_blocks.${footer}}}", "movein.template_data");
        row(Tool::Braze, "{% abort_message('no') %}", "movein.template_tag");
        row(Tool::CustomerIo, "{{ snippets.footer }}", "movein.template_data");
        row(Tool::CustomerIo, "{{ event.price | currency }}", "movein.template_data");
        row(Tool::CustomerIo, "{{ customer.price | currency }}", "movein.template_filter");
    }
    void whatHasNoCounterpartStaysInSight() {
        QFETCH(int, tool);
        QFETCH(QString, mark);
        QFETCH(QString, id);
        const Translation done = translateTemplate(Tool(tool), "one\ntwo " + mark.toStdString() + " three");
        QCOMPARE(done.findings.size(), std::size_t{1});
        QCOMPARE(shown(done.findings.front().id), id);
        QCOMPARE(done.findings.front().line, 2);
        QCOMPARE(shown(rendered(done.text, "{}")), QStringLiteral("one\ntwo ") + mark + QStringLiteral(" three"));
    }

    // All its parts are seen, whoever reads the email.
    void aConditionThatNobodyReadsHidesNothing() {
        const Translation done = translateTemplate(Tool::Klaviyo, "{% if event|lookup:'x' == 1 %}A {{ first_name }}{% else %}B{% endif %}");
        QCOMPARE(shown(rendered(done.text, R"({"first_name": "Ada"})")), QStringLiteral("{% if event|lookup:'x' == 1 %}A Ada{% else %}B{% endif %}"));
        const Translation chain = translateTemplate(Tool::Mailchimp, "*|IF:PLAN=gold|*A*|ELSEIF:TRANSACTIONS:X>1|*B*|END:IF|*");
        QCOMPARE(shown(rendered(chain.text, R"({"plan": "basic"})")), QStringLiteral("*|ELSEIF:TRANSACTIONS:X>1|*B"));
    }

    void conditionsThatCannotBeSaidStay() {
        const auto stays = [](Tool tool, const char *source, const char *id) {
            const Translation done = translateTemplate(tool, source);
            QVERIFY(!done.findings.empty());
            QCOMPARE(shown(done.findings.front().id), QLatin1StringView(id));
            QCOMPARE(shown(rendered(done.text, R"({"city": "X"})")), QLatin1StringView(source));
        };
        stays(Tool::Braze, "{% if {{${last_used_app_date}}} == nil %}a{% endif %}", "movein.template_data");
        stays(Tool::Braze, "{% if {{${city} | upcase}} == 'X' %}a{% endif %}", "movein.template_condition");
        stays(Tool::Klaviyo, "{% if 'a' not in person.tiers and email %}a{% endif %}", "movein.template_condition");
    }

    void rendersAsThere() {
        const Translation mailchimp = translateTemplate(Tool::Mailchimp, "Dear *|FNAME|*, *|IF:PLAN=gold|*gold*|ELSE:|*none*|END:IF|*");
        QCOMPARE(shown(rendered(mailchimp.text, R"({"first_name": "Ada", "plan": "gold"})")), QStringLiteral("Dear Ada, gold"));
        const Translation braze = translateTemplate(Tool::Braze, "{% if ${first_name} == blank %}you{% else %}{{${first_name}}}{% endif %}");
        QCOMPARE(shown(rendered(braze.text, "{}")), QStringLiteral("you"));
    }

    void isAlwaysReadable() {
        for (const char *text : {"{% if", "{{", "{% raw %}", "{% endraw %}", "{% if x %}{% for %}", "{% comment %}", "{{ 'x }}", "*|IF:A|*", "{# x", "{% endif %}{% else %}", "{{${a}", "{% case x %}y{% when %}",
                                 "{% raw %}{% if x %}", "{{ a }}{% endraw %}{{ ${ }}", "{%- -%}", "{{ \"{% endraw %}\" | nothing }}"})
            for (const Tool tool : kTools) {
                const Translation done = translateTemplate(tool, text);
                QVERIFY2(liquid::parse(done.text, {liquid::ErrorMode::Warn, nullptr}).program != nullptr, (std::string(text) + " -> " + done.text).c_str());
            }
    }

    void aLargeOneStaysAsItIs() {
        const Translation done = translateTemplate(Tool::Klaviyo, std::string(kMaxTemplateBytes + 1, 'x'));
        QCOMPARE(done.findings.size(), std::size_t{1});
        QCOMPARE(done.text.size(), kMaxTemplateBytes + 1 + std::string_view("{% raw %}{% endraw %}").size());
    }
};

AUDIENCE_TEST(TemplateTranslatorTest)
#include "template_translator_test.moc"
