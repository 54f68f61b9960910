// SPDX-License-Identifier: Apache-2.0
// The functions that give nodes or ask where one stands.
#include <algorithm>
#include <array>

#include "core/random.h"
#include "forms/digest.h"
#include "forms/function_tools.h"
#include "forms/lexical.h"

namespace limen::forms {

namespace {

Atom firstOf(Evaluator& e, const std::vector<XNode>& nodes) {
  return nodes.empty() ? Atom() : e.valueAt(nodes.front());
}
template <void (*nodes)(Evaluator&, const Expr&, const Focus&, std::vector<XNode>&)>
Atom valueOfNodes(Evaluator& e, const Expr& c, const Focus& f) {
  std::vector<XNode> out;
  nodes(e, c, f, out);
  return firstOf(e, out);
}

// --- counting ---
Atom fnCount(Evaluator& e, const Expr& c, const Focus& f) {
  return Atom(static_cast<double>(e.nodes(c, 0, f).size()));
}
Atom fnCountNonEmpty(Evaluator& e, const Expr& c, const Focus& f) {
  double count = 0;
  for (const XNode& node : e.nodes(c, 0, f)) count += e.valueAt(node).isEmpty() ? 0 : 1;
  return Atom(count);
}
Atom fnLast(Evaluator&, const Expr&, const Focus& f) {
  return Atom(static_cast<double>(f.size));
}

// Which instance, from 1, of the innermost repeat around a node of the form; elsewhere which of its name.
Atom instanceNumber(const Evaluator& e, const XNode& node) {
  if (!node.isAnswer()) return Atom(static_cast<double>(e.placeAmongNamesakes(node)));
  const Scope& scope = e.form().tree.scope(e.instance().frame(node.frame).scope);
  return scope.repeat == kNone ? Atom(1.0) : Atom(static_cast<double>(e.instance().position(node.frame) + 1));
}
Atom fnPosition(Evaluator& e, const Expr& c, const Focus& f) {
  if (c.count == 0) return Atom(static_cast<double>(f.position));
  const auto nodes = e.nodes(c, 0, f);
  return nodes.empty() ? Atom(kNaN) : instanceNumber(e, nodes.front());
}
Atom fnIndex(Evaluator& e, const Expr&, const Focus& f) {
  return instanceNumber(e, f.origin);
}

// indexed-repeat(question, repeat, number, inner repeat, number, ...), where all of them are known places of the form.
Atom valueInRepeat(Evaluator& e, const Expr& c, const Focus& f) {
  const FormTree& tree = e.form().tree;
  std::vector<std::uint32_t> pairs;  // the operands that are repeats, outer ones first, in whatever order they were written
  for (std::uint32_t i = 1; i + 1 < c.count; i += 2) pairs.push_back(i);
  std::sort(pairs.begin(), pairs.end(), [&](auto a, auto b) { return e.operandExpr(c, a).node < e.operandExpr(c, b).node; });
  const NodeIndex target = e.operandExpr(c, 0).node;
  const ScopeIndex outermost = tree[e.operandExpr(c, pairs.front()).node].scope;
  const ScopeIndex from = tree.common(outermost, e.instance().frame(f.origin.frame).scope);
  if (from != outermost) return Atom();
  FrameIndex frame = e.instance().up(f.origin.frame, outermost);
  for (const std::uint32_t i : pairs) {
    if (!tree.isRepeat(e.operandExpr(c, i).node)) return Atom();
    const TreeNode& repeat = tree[e.operandExpr(c, i).node];
    const double number = std::max(numberOf(e, c, i + 1, f), 1.0);  // below the first is the first, as ODK has it
    if (repeat.scope != e.instance().frame(frame).scope) return Atom();
    const auto& instances = e.instance().instances(frame, repeat.inner);
    if (!(number < static_cast<double>(instances.size()) + 1)) return Atom();
    frame = instances[static_cast<std::size_t>(number) - 1];
  }
  return tree.frameScope(target) == e.instance().frame(frame).scope ? e.valueAt(NodeRef{frame, target}) : Atom();
}

bool arePlaces(const Evaluator& e, const Expr& c, const Focus& f) {
  bool all = f.origin.inForm() && e.operandExpr(c, 0).op == Op::reference;
  for (std::uint32_t i = 1; i + 1 < c.count; i += 2) all = all && e.operandExpr(c, i).op == Op::reference;
  return all;
}

std::size_t depthOf(const Evaluator& e, const XNode& node) {
  std::size_t depth = 0;
  XNode up;
  for (XNode at = node; e.parent(at, up); at = up) ++depth;
  return depth;
}

void keepBelow(const Evaluator& e, const XNode& ancestor, std::vector<XNode>& nodes) {
  const std::size_t depth = depthOf(e, ancestor);
  std::erase_if(nodes, [&](const XNode& node) {
    XNode at = node, up;
    for (std::size_t d = depthOf(e, node); d > depth && e.parent(at, up); --d) at = up;
    return !(at == ancestor);
  });
}

// The same over nodes that are only found now: of each set the one with that number below the one chosen before.
void nodesIndexedRepeat(Evaluator& e, const Expr& c, const Focus& f, std::vector<XNode>& out) {
  struct Level {
    std::vector<XNode> repeats;
    double number = 0;
    std::size_t depth = 0;
  };
  std::vector<Level> levels;
  for (std::uint32_t i = 1; i + 1 < c.count; i += 2) {
    Level level{e.nodes(c, i, f), std::trunc(numberOf(e, c, i + 1, f))};
    if (level.repeats.empty() || std::isnan(level.number)) return;
    level.depth = depthOf(e, level.repeats.front());
    levels.push_back(std::move(level));
  }
  std::stable_sort(levels.begin(), levels.end(), [](const Level& a, const Level& b) { return a.depth < b.depth; });
  XNode chosen;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    Level& level = levels[i];
    if (i > 0) keepBelow(e, chosen, level.repeats);
    if (!(level.number >= 1 && level.number <= static_cast<double>(level.repeats.size()))) return;
    chosen = level.repeats[static_cast<std::size_t>(level.number) - 1];
  }
  out = e.nodes(c, 0, f);
  keepBelow(e, chosen, out);
}

Atom fnIndexedRepeat(Evaluator& e, const Expr& c, const Focus& f) {
  return arePlaces(e, c, f) ? valueInRepeat(e, c, f) : valueOfNodes<nodesIndexedRepeat>(e, c, f);
}

// --- names ---
template <class Name>
Atom nameOf(Evaluator& e, const Expr& c, const Focus& f, const Name& name) {
  if (c.count == 0) return Atom(std::string(name(f.here)));
  const auto nodes = e.nodes(c, 0, f);
  return nodes.empty() ? Atom() : Atom(std::string(name(nodes.front())));
}
Atom fnName(Evaluator& e, const Expr& c, const Focus& f) {
  return nameOf(e, c, f, [&](const XNode& node) { return e.qualifiedName(node); });
}
Atom fnLocalName(Evaluator& e, const Expr& c, const Focus& f) {
  return nameOf(e, c, f, [&](const XNode& node) { return e.localName(node); });
}
Atom fnNamespaceUri(Evaluator& e, const Expr& c, const Focus& f) {
  return nameOf(e, c, f, [&](const XNode& node) { return e.namespaceUri(node); });
}
// The nearest xml:lang around the node, or the language of the form: "en" is also what "en-us" is.
Atom fnLang(Evaluator& e, const Expr& c, const Focus& f) {
  const std::string wanted = lowered(textOf(e, c, 0, f));
  std::string found = f.here.inForm() ? lowered(e.language()) : std::string();
  XNode up;
  for (XNode at = f.here; found.empty() && !at.inForm(); at = up) {
    for (const XNode& attribute : e.attributes(at)) {
      if (e.qualifiedName(attribute) == "xml:lang") found = lowered(e.valueAt(attribute).toText());
    }
    if (!e.parent(at, up)) break;
  }
  return Atom(found == wanted || found.starts_with(wanted + "-"));
}

// --- documents ---
void nodesInstance(Evaluator& e, const Expr& c, const Focus&, std::vector<XNode>& out) {
  if (c.node < e.form().documents.size()) out.push_back(XNode::of(c.node + 1, e.form().documents[c.node]->tree(), 0));
}

// pulldata('file', column, key column, key): the first row's, by the index of its key column.
Atom fnPulldata(Evaluator& e, const Expr& c, const Focus& f) {
  std::uint32_t which = c.node;
  if (which == kNone) {
    const std::string id = textOf(e, c, 0, f);
    const auto& documents = e.form().documents;
    const auto found =
        std::find_if(documents.begin(), documents.end(), [&](const auto& document) { return document->id() == id; });
    if (found == documents.end()) return Atom();
    which = static_cast<std::uint32_t>(found - documents.begin());
  }
  const Document& document = *e.form().documents[which];
  static const std::vector<std::string> kPath{"root", "item"};
  const ItemTable& table = document.table(kPath);
  std::vector<std::uint32_t> rows;
  const std::string key = textOf(e, c, 3, f);
  table.column(textOf(e, c, 2, f), false).find(key, rows);
  if (rows.empty()) return Atom();
  const XmlIndex cell = document.tree().childNamed(table.items()[rows.front()], textOf(e, c, 1, f));
  return cell == kNoXml ? Atom() : Atom(document.tree().text(cell));
}

// The elements whose attribute `id` is among the words, in the document that is asked about.
void nodesId(Evaluator& e, const Expr& c, const Focus& f, std::vector<XNode>& out) {
  std::vector<std::string> wanted;
  e.eachValue(c, 0, f, [&](const Atom& value) {
    for (auto& word : words(value.toText())) wanted.push_back(std::move(word));
  });
  const XNode at = f.here.inForm() ? e.document() : f.here;
  if (at.inForm() || wanted.empty()) return;
  const XmlTree& tree = e.treeOf(at);
  for (XmlIndex node = 1; node < tree.size() && e.spend(); ++node) {
    if (tree.kind(node) != XmlKind::element) continue;
    const auto id = tree.attribute(node, "id");
    if (!id.empty() && std::find(wanted.begin(), wanted.end(), id) != wanted.end())
      out.push_back(XNode::of(at.world, tree, node));
  }
}

// --- order ---
// The generator of Park and Miller and the shuffle of Fisher and Yates from the inside out, so that a seed gives the order that
// other ODK tools give.
class Shuffler {
 public:
  explicit Shuffler(double seed) {
    const double whole = std::isfinite(seed) ? std::trunc(seed) : 0;
    state_ = static_cast<std::int64_t>(std::fmod(whole, kModulus));
    if (state_ <= 0) state_ += kModulus - 1;
  }
  void shuffle(std::vector<XNode>& nodes) {
    std::vector<XNode> out(nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      state_ = state_ * 16807 % kModulus;
      const double part = static_cast<double>(state_ - 1) / static_cast<double>(kModulus - 1);
      const auto j = static_cast<std::size_t>(part * static_cast<double>(i + 1));
      out[i] = out[j];
      out[j] = nodes[i];
    }
    nodes = std::move(out);
  }

 private:
  static constexpr std::int64_t kModulus = 2'147'483'647;
  std::int64_t state_ = 1;
};

// A text that is no number is a seed too: the first eight bytes of its SHA-256.
double seedOf(const Atom& seed) {
  const double number = seed.toNumber();
  if (!std::isnan(number) || seed.kind() != Atom::Kind::text || seed.text().empty()) return number;
  const Bytes hash = *digestOf("SHA-256", bytesOf(seed.text()));
  std::uint64_t whole = 0;
  for (std::size_t i = 0; i < 8; ++i) whole = whole << 8 | hash[i];
  return static_cast<double>(static_cast<std::int64_t>(whole) % 2'147'483'647);
}

void nodesRandomize(Evaluator& e, const Expr& c, const Focus& f, std::vector<XNode>& out) {
  std::vector<XNode> nodes = e.nodes(c, 0, f);
  shuffleNodes(nodes, c.count > 1 ? seedOf(e.operand(c, 1, f)) : static_cast<double>(e.random().below(2'147'483'646) + 1));
  out.insert(out.end(), nodes.begin(), nodes.end());
}

constexpr std::array kFunctions{
    Function{"count", 1, 1, fnCount},
    Function{"count-non-empty", 1, 1, fnCountNonEmpty},
    Function{"last", 0, 0, fnLast},
    Function{"position", 0, 1, fnPosition},
    Function{"index", 0, 0, fnIndex},
    Function{"indexed-repeat", 3, kAny, fnIndexedRepeat, nodesIndexedRepeat, true},
    Function{"name", 0, 1, fnName},
    Function{"local-name", 0, 1, fnLocalName},
    Function{"namespace-uri", 0, 1, fnNamespaceUri},
    Function{"lang", 1, 1, fnLang},
    Function{"instance", 1, 1, valueOfNodes<nodesInstance>, nodesInstance},
    Function{"pulldata", 4, 4, fnPulldata},
    Function{"id", 1, 1, valueOfNodes<nodesId>, nodesId},
    Function{"randomize", 1, 2, valueOfNodes<nodesRandomize>, nodesRandomize},
};

}  // namespace

void shuffleNodes(std::vector<XNode>& nodes, double seed) {
  Shuffler(seed).shuffle(nodes);
}

double randomSeed(const Atom& seed) {
  return seedOf(seed);
}

std::span<const Function> nodeFunctions() {
  return kFunctions;
}

}  // namespace limen::forms
