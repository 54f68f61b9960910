// SPDX-License-Identifier: Apache-2.0
#include "protection/package_body.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <algorithm>
#include <set>

#include "crypto/envelope.h"
#include "crypto/hash.h"
#include "crypto/keys.h"
#include "forms/xml_text.h"
#include "protection/dictionary.h"
#include "protection/form_layout.h"
#include "protection/governance.h"
#include "protection/minimise.h"
#include "protection/words.h"
#include "proto/programme.pb.h"

namespace limen {

namespace {

constexpr std::string_view kUsualRoot = "data";

void write(const forms::Translations& texts, programme::Translated* out) {
  for (const auto& [language, text] : texts) (*out->mutable_by_language())[language] = text;
}
forms::Translations readTexts(const programme::Translated& in) {
  return {in.by_language().begin(), in.by_language().end()};
}

using TextsByName = std::map<std::string, forms::Translations>;
using WrittenTexts = google::protobuf::Map<std::string, programme::Translated>;
void write(const TextsByName& texts, WrittenTexts* out) {
  for (const auto& [name, translations] : texts) write(translations, &(*out)[name]);
}
TextsByName readByName(const WrittenTexts& in) {
  TextsByName out;
  for (const auto& [name, texts] : in) out.emplace(name, readTexts(texts));
  return out;
}

template <class Strings>
std::vector<std::string> readStrings(const Strings& in) {
  return {in.begin(), in.end()};
}

// An absent message and an empty one would be two spellings of the same text.
#define LIMEN_WRITE_TEXTS(texts, message, field)                      \
  do {                                                                \
    if (!(texts).empty()) write(texts, (message)->mutable_##field()); \
  } while (false)

void write(const forms::Node& node, const Programme& from, std::uint32_t& index, programme::Question* out) {
  const Protection& protection = from.protections[index++];
  out->set_name(node.name);
  out->set_type(std::string(forms::xlsformWord(node.type)));
  out->set_list(node.list);
  LIMEN_WRITE_TEXTS(node.label, out, label);
  LIMEN_WRITE_TEXTS(node.hint, out, hint);
  out->set_relevant(node.relevant);
  out->set_required(node.required);
  LIMEN_WRITE_TEXTS(node.requiredMessage, out, required_message);
  out->set_constraint(node.constraint);
  LIMEN_WRITE_TEXTS(node.constraintMessage, out, constraint_message);
  out->set_calculation(node.calculation);
  out->set_default_value(node.defaultValue);
  out->set_read_only(node.readOnly);
  out->set_choice_filter(node.choiceFilter);
  out->set_repeat_count(node.repeatCount);
  out->set_appearance(node.appearance);
  out->set_parameters(node.parameters);
  out->set_row(node.row);
  LIMEN_WRITE_TEXTS(node.guidanceHint, out, guidance_hint);
  write(node.media, out->mutable_media());
  out->set_trigger(node.trigger);
  out->set_save_to(node.saveTo);
  out->set_or_other(node.orOther);
  if (const forms::Itemset& items = node.itemset; !items.nodes.empty() || !items.value.empty() || !items.label.empty()) {
    programme::Itemset* itemset = out->mutable_itemset();
    itemset->set_nodes(items.nodes);
    itemset->set_value(items.value);
    itemset->set_label(items.label);
    itemset->mutable_labels()->insert(items.labels.begin(), items.labels.end());
  }
  out->mutable_attributes()->insert(node.attributes.begin(), node.attributes.end());
  out->set_category(protection.category);
  for (const std::string& purpose : protection.purposes) out->add_purposes(purpose);
  out->set_compartment(protection.compartment);
  if (protection.minimise.kind != Minimise::Kind::asIs) out->set_minimise(wordOf(protection.minimise));
  out->set_retain(protection.retain);
  LIMEN_WRITE_TEXTS(protection.why, out, why);
  for (const forms::Node& child : node.children) write(child, from, index, out->add_children());
}

// Nothing when the type or the word of minimisation is not known.
std::optional<forms::Node> readNode(const programme::Question& in, std::vector<Protection>& protections, int depth) {
  const auto type = forms::typeFromWord(in.type());
  const auto minimise = minimiseFromWord(in.minimise());
  if (!type || !minimise || depth > kMaxFormDepth || protections.size() > kMaxQuestions || in.compartment() >= kMaxCompartments)
    return std::nullopt;
  forms::Node node;
  node.type = *type;
  node.name = in.name();
  node.list = in.list();
  node.label = readTexts(in.label());
  node.hint = readTexts(in.hint());
  node.relevant = in.relevant();
  node.required = in.required();
  node.requiredMessage = readTexts(in.required_message());
  node.constraint = in.constraint();
  node.constraintMessage = readTexts(in.constraint_message());
  node.calculation = in.calculation();
  node.defaultValue = in.default_value();
  node.readOnly = in.read_only();
  node.choiceFilter = in.choice_filter();
  node.repeatCount = in.repeat_count();
  node.appearance = in.appearance();
  node.parameters = in.parameters();
  node.row = in.row();
  node.guidanceHint = readTexts(in.guidance_hint());
  node.media = readByName(in.media());
  node.trigger = in.trigger();
  node.saveTo = in.save_to();
  node.orOther = in.or_other();
  const auto& labels = in.itemset().labels();
  node.itemset = {in.itemset().nodes(), in.itemset().value(), in.itemset().label(), {labels.begin(), labels.end()}};
  node.attributes = {in.attributes().begin(), in.attributes().end()};
  protections.push_back(
      {in.category(), readStrings(in.purposes()), static_cast<std::uint8_t>(in.compartment()), *minimise, in.retain(),
       readTexts(in.why())});
  for (const programme::Question& child : in.children()) {
    auto inside = readNode(child, protections, depth + 1);
    if (!inside) return std::nullopt;
    node.children.push_back(std::move(*inside));
  }
  return node;
}

void write(const Programme& from, programme::Form* out) {
  const forms::FormDefinition& form = from.form->definition();
  out->set_id(form.id);
  out->set_version(form.version);
  LIMEN_WRITE_TEXTS(form.title, out, title);
  out->set_default_language(form.defaultLanguage);
  for (const std::string& language : form.languages) out->add_languages(language);
  out->set_instance_name(form.instanceName);
  std::uint32_t index = 1;
  for (const forms::Node& node : form.nodes) write(node, from, index, out->add_questions());
  LIMEN_CHECK(index == from.protections.size());
  for (const auto& [name, choices] : form.lists) {
    programme::ChoiceList* list = out->add_lists();
    list->set_name(name);
    for (const forms::Choice& choice : choices) {
      programme::Choice* each = list->add_choices();
      each->set_name(choice.name);
      LIMEN_WRITE_TEXTS(choice.label, each, label);
      for (const auto& [column, cell] : choice.columns) (*each->mutable_columns())[column] = cell;
      write(choice.media, each->mutable_media());
    }
  }
  out->set_style(form.style);
  if (form.root != kUsualRoot) out->set_root(form.root);
  for (const forms::SecondaryInstance& instance : form.instances) {
    programme::Instance* each = out->add_instances();
    each->set_id(instance.id);
    each->set_source(instance.source);
    if (instance.items != nullptr) each->set_items(forms::xmlOf(*instance.items));
  }
  write(form.itext, out->mutable_itext());
  for (const forms::Entity& each : form.entities) {
    programme::Entity* entity = out->add_entities();
    entity->set_list(each.list);
    entity->set_id(each.id);
    entity->set_label(each.label);
    entity->set_create_if(each.createIf);
    entity->set_update_if(each.updateIf);
    entity->set_container(each.container);
  }
}

std::optional<forms::FormDefinition> readForm(const programme::Form& in, std::vector<Protection>& protections) {
  forms::FormDefinition form;
  form.id = in.id();
  form.version = in.version();
  form.title = readTexts(in.title());
  form.defaultLanguage = in.default_language();
  form.languages = readStrings(in.languages());
  form.instanceName = in.instance_name();
  protections.assign(1, {});  // the form itself
  for (const programme::Question& question : in.questions()) {
    auto node = readNode(question, protections, 1);
    if (!node) return std::nullopt;
    form.nodes.push_back(std::move(*node));
  }
  for (const programme::ChoiceList& list : in.lists()) {
    auto& choices = form.lists[list.name()];
    if (!choices.empty()) return std::nullopt;
    for (const programme::Choice& choice : list.choices())
      choices.push_back(
          {choice.name(), readTexts(choice.label()), readByName(choice.media()), {choice.columns().begin(), choice.columns().end()}});
  }
  form.style = in.style();
  if (!in.root().empty()) form.root = in.root();
  for (const programme::Instance& each : in.instances()) {
    forms::SecondaryInstance instance{each.id(), each.source(), nullptr};
    if (each.has_items()) {
      auto items = forms::readXml(bytesOf(each.items()));
      if (!items) return std::nullopt;
      instance.items = std::move(*items);
    }
    form.instances.push_back(std::move(instance));
  }
  form.itext = readByName(in.itext());
  for (const programme::Entity& each : in.entities())
    form.entities.push_back({each.list(), each.id(), each.label(), each.create_if(), each.update_if(), each.container()});
  return form;
}

// A field of a later version must not be dropped in silence: it may be a protection.
bool knowsEveryField(const google::protobuf::Message& message) {
  const auto* reflection = message.GetReflection();
  if (!reflection->GetUnknownFields(message).empty()) return false;
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  reflection->ListFields(message, &fields);
  for (const auto* field : fields) {
    if (field->cpp_type() != google::protobuf::FieldDescriptor::CPPTYPE_MESSAGE) continue;
    if (!field->is_repeated()) {
      if (!knowsEveryField(reflection->GetMessage(message, field))) return false;
      continue;
    }
    for (int i = 0; i < reflection->FieldSize(message, field); ++i) {
      if (!knowsEveryField(reflection->GetRepeatedMessage(message, field, i))) return false;
    }
  }
  return true;
}

bool allRolesKnown(const Programme& programme) {
  const auto known = [&](const std::string& name) {
    return std::any_of(programme.roles.begin(), programme.roles.end(), [&](const Role& role) { return role.name == name; });
  };
  return std::all_of(programme.compartments.begin(), programme.compartments.end(), [&](const Compartment& compartment) {
    return std::all_of(compartment.readers.begin(), compartment.readers.end(), known);
  });
}

// What the build promised, checked again: the signers vouch for the author, not for the program that built it.
bool sound(const Programme& programme) {
  if (!isCompartmentCount(programme.compartments.size()) || !allRolesKnown(programme)) return false;
  std::set<std::string> names;
  for (const Compartment& compartment : programme.compartments) {
    if (!namesCompartment(compartment.name) || !names.insert(compartment.name).second) return false;
  }
  bool fits = true;
  walkForm(programme.form->definition().nodes, [&](std::uint32_t index, const forms::Node& node, int) {
    const Protection& protection = programme.protections[index];
    fits = fits && protection.compartment < programme.compartments.size();
    if (!forms::storesAnswer(node.type)) return;
    fits = fits && canApply(protection.minimise, node.type) &&
           (programme.unprotectedDemo || mayHold(programme.compartments[protection.compartment].name, protection.category));
  });
  return fits && governanceSound(programme);
}

}  // namespace

Bytes packageBody(const Programme& from) {
  programme::Programme out;
  out.set_id(from.id);
  LIMEN_WRITE_TEXTS(from.title, &out, title);
  out.set_version(from.version);
  write(from, out.mutable_form());
  for (const Purpose& purpose : from.purposes) {
    programme::Purpose* each = out.add_purposes();
    each->set_name(purpose.name);
    each->set_basis(purpose.basis);
    LIMEN_WRITE_TEXTS(purpose.label, each, label);
    LIMEN_WRITE_TEXTS(purpose.explanation, each, explanation);
    each->set_retention(purpose.retention);
    for (const std::string& recipient : purpose.recipients) each->add_recipients(recipient);
    each->set_assessment(purpose.assessment);
  }
  for (const Compartment& compartment : from.compartments) {
    programme::Compartment* each = out.add_compartments();
    each->set_name(compartment.name);
    each->set_sensitivity(static_cast<std::uint32_t>(compartment.sensitivity));
    for (const std::string& reader : compartment.readers) each->add_readers(reader);
    LIMEN_WRITE_TEXTS(compartment.label, each, label);
  }
  for (const Role& role : from.roles) {
    programme::Role* each = out.add_roles();
    each->set_name(role.name);
    for (const std::string& permission : role.permissions) each->add_permissions(permission);
    LIMEN_WRITE_TEXTS(role.label, each, label);
  }
  out.set_unprotected_demo(from.unprotectedDemo);
  out.set_organisation(std::string(textOf(from.organisation.bytes())));
  out.set_dictionary(std::string(textOf(from.dictionary)));
  writeGovernance(from, out);

  std::string bytes;
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    LIMEN_CHECK(out.SerializeToCodedStream(&coded));
  }
  return copyOf(bytesOf(bytes));
}

Result<Programme> programmeFromBody(ByteView body) {
  programme::Programme in;
  if (body.size() > kMaxPackageBody || !in.ParseFromArray(body.data(), static_cast<int>(body.size())))
    return unexpected(ProgrammeError::damaged);
  if (!knowsEveryField(in) || in.format() > kProgrammeFormat) return unexpected(ProgrammeError::newerVersion);

  Programme out;
  const auto organisation = OrganisationId::from(bytesOf(in.organisation()));
  if (!organisation) return unexpected(ProgrammeError::damaged);
  out.id = in.id();
  out.title = readTexts(in.title());
  out.version = in.version();
  out.organisation = *organisation;
  out.unprotectedDemo = in.unprotected_demo();
  out.dictionary = copyOf(bytesOf(in.dictionary()));
  for (const programme::Purpose& each : in.purposes())
    out.purposes.push_back({each.name(), each.basis(), each.retention(), each.assessment(), readTexts(each.label()), readTexts(each.explanation()),
                            readStrings(each.recipients())});
  for (const programme::Compartment& each : in.compartments())
    out.compartments.push_back(
        {each.name(), static_cast<int>(each.sensitivity()), readStrings(each.readers()), readTexts(each.label())});
  for (const programme::Role& each : in.roles())
    out.roles.push_back({each.name(), readStrings(each.permissions()), readTexts(each.label())});

  readGovernance(in, out);

  auto form = readForm(in.form(), out.protections);
  if (!form) return unexpected(ProgrammeError::damaged);
  auto compiled = forms::CompiledForm::compile(std::move(*form), verifyPlain);
  if (!compiled) return unexpected(ProgrammeError::damaged, compiled.error().context());
  out.form = std::move(*compiled);
  if (!sound(out)) return unexpected(ProgrammeError::damaged);
  out.hash = PackageHash{hash256({body}).value};
  return out;
}

}  // namespace limen
