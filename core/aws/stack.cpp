#include "aws/stack.h"

namespace audience::aws {

namespace {

constexpr std::string_view kVersion = "2010-05-15";
const std::string kService = "cloudformation";

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }
bool endsWith(std::string_view text, std::string_view end) {
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

bool isGone(const Error &error) { return error.id == "aws.refused" && contains(error.arg("message"), "does not exist"); }

Form orderForm(std::string_view action, const StackOrder &order) {
    Form form(action, kVersion);
    form.add("StackName", order.name).add("TemplateBody", order.templateText);
    int number = 0;
    for (const auto &[key, value] : order.parameters) {
        const std::string member = "Parameters.member." + std::to_string(++number) + '.';
        form.add(member + "ParameterKey", key).add(member + "ParameterValue", value);
    }
    form.addList("Capabilities", {"CAPABILITY_IAM"});
    if (!order.requestToken.empty())
        form.add("ClientRequestToken", order.requestToken);
    return form.addTags(order.tags);
}

} // namespace

StackPhase stackPhase(std::string_view status) {
    if (status == "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS" || status == "CREATE_COMPLETE" || status == "UPDATE_COMPLETE")
        return StackPhase::Ready;
    if (status == "UPDATE_ROLLBACK_COMPLETE" || status == "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS")
        return StackPhase::Failed; // the old version runs on
    if (status == "DELETE_COMPLETE")
        return StackPhase::Gone;
    if (endsWith(status, "_IN_PROGRESS"))
        return StackPhase::Working;
    return endsWith(status, "_FAILED") || status == "ROLLBACK_COMPLETE" ? StackPhase::Failed : StackPhase::Other;
}

Result<std::string> Stacks::create(const StackOrder &order, const CancelToken &cancel) {
    Form form = orderForm("CreateStack", order);
    form.add("OnFailure", "ROLLBACK").add("RetainExceptOnCreate", "true");
    TRY_ASSIGN(const XmlElement answer, m_client.query(kService, form, cancel));
    if (answer.textOf("StackId").empty())
        return Error(ErrorKind::Network, "aws.answer_malformed").with("operation", "cloudformation:CreateStack");
    return answer.textOf("StackId");
}

Result<bool> Stacks::update(const StackOrder &order, const CancelToken &cancel) {
    const auto answer = m_client.query(kService, orderForm("UpdateStack", order), cancel);
    if (!answer && answer.error().id == "aws.refused" && contains(answer.error().arg("message"), "No updates are to be performed"))
        return false;
    if (!answer)
        return answer.error();
    return true;
}

Result<void> Stacks::remove(const std::string &nameOrId, const CancelToken &cancel) {
    const auto answer = m_client.query(kService, Form("DeleteStack", kVersion).add("StackName", nameOrId), cancel);
    return answer || isGone(answer.error()) ? Result<void>() : Result<void>(answer.error());
}

Result<std::optional<StackState>> Stacks::find(const std::string &nameOrId, const CancelToken &cancel) {
    const auto answer = m_client.query(kService, Form("DescribeStacks", kVersion).add("StackName", nameOrId), cancel);
    if (!answer && isGone(answer.error()))
        return std::optional<StackState>();
    if (!answer)
        return answer.error();
    const auto stacks = answer->members("Stacks");
    if (stacks.empty())
        return std::optional<StackState>();
    const XmlElement &one = *stacks.front();
    StackState state{one.textOf("StackId"), one.textOf("StackName"), one.textOf("StackStatus"), one.textOf("StackStatusReason"), {}, {}};
    for (const XmlElement *output : one.members("Outputs"))
        state.outputs[output->textOf("OutputKey")] = output->textOf("OutputValue");
    for (const XmlElement *tag : one.members("Tags"))
        state.tags[tag->textOf("Key")] = tag->textOf("Value");
    return std::optional<StackState>(std::move(state));
}

Result<std::vector<StackEvent>> Stacks::events(const std::string &nameOrId, const CancelToken &cancel) {
    TRY_ASSIGN(const XmlElement answer, m_client.query(kService, Form("DescribeStackEvents", kVersion).add("StackName", nameOrId), cancel));
    std::vector<StackEvent> events;
    for (const XmlElement *one : answer.members("StackEvents"))
        events.push_back({one->textOf("EventId"), one->textOf("LogicalResourceId"), one->textOf("ResourceType"), one->textOf("ResourceStatus"),
                          one->textOf("ResourceStatusReason"), one->textOf("Timestamp")});
    return events;
}

Result<void> Stacks::validate(const std::string &templateText, const CancelToken &cancel) {
    TRY(m_client.query(kService, Form("ValidateTemplate", kVersion).add("TemplateBody", templateText), cancel));
    return {};
}

const StackEvent *causeOf(const std::vector<StackEvent> &events) {
    const StackEvent *cause = nullptr;
    for (const StackEvent &event : events)
        if (endsWith(event.status, "_FAILED") && !contains(event.reason, "cancelled"))
            cause = &event;
    return cause;
}

} // namespace audience::aws
