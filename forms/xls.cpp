// SPDX-License-Identifier: Apache-2.0
// The .xls of Excel 97 to 2003. libfreexl reads it in a child process with little memory and little time, because the format is
// old and involved and the library was not written against hostile files; what comes back through the pipe is checked like any
// input.
#include <fcntl.h>
#include <freexl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <map>
#include <optional>

#include "forms/cells.h"
#include "forms/lexical.h"
#include "forms/xls_formulas.h"

namespace limen::forms {

namespace {

constexpr rlim_t kCpuSeconds = 10;
constexpr std::chrono::seconds kPatience{20};
constexpr rlim_t kMoreMemory = rlim_t{512} << 20;  // above what the process has already

class File {
 public:
  explicit File(int fd = -1) : fd_(fd) {}
  File(File&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  File& operator=(File&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~File() { close(); }
  void close() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }
  int get() const { return fd_; }

 private:
  int fd_;
};

bool writeAll(int fd, const void* data, std::size_t size) {
  const char* at = static_cast<const char*>(data);
  while (size > 0) {
    const ssize_t done = ::write(fd, at, size);
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) return false;
    at += done;
    size -= static_cast<std::size_t>(done);
  }
  return true;
}

// What the child sends: a kind, two numbers, and a text.
enum class Kind : std::uint32_t { sheet, cell, tooLarge, end };
struct Frame {
  Kind kind = Kind::end;
  std::uint32_t row = 0, column = 0, size = 0;
};

// In the child.
class Sender {
 public:
  explicit Sender(int to) : to_(to) {}
  ~Sender() { flush(); }
  void send(Kind kind, std::uint32_t row = 0, std::uint32_t column = 0, std::string_view text = {}) {
    const Frame frame{kind, row, column, static_cast<std::uint32_t>(text.size())};
    buffer_.append(reinterpret_cast<const char*>(&frame), sizeof(frame));
    buffer_ += text;
    if (buffer_.size() > (std::size_t{1} << 16)) flush();
  }
  void flush() {
    if (!writeAll(to_, buffer_.data(), buffer_.size())) ::_exit(1);
    buffer_.clear();
  }

 private:
  int to_;
  std::string buffer_;
};

void limitChild() {
  // Beside the limit of memory, so that a report of a crash does not hold the cells of somebody's form.
  const rlimit none{0, 0}, cpu{kCpuSeconds, kCpuSeconds};
  ::setrlimit(RLIMIT_CORE, &none);
  ::setrlimit(RLIMIT_CPU, &cpu);
  unsigned long long pages = 0;
  if (std::FILE* file = std::fopen("/proc/self/statm", "r")) {
    if (std::fscanf(file, "%llu", &pages) != 1) pages = 0;
    std::fclose(file);
  }
  const rlim_t memory = static_cast<rlim_t>(pages) * static_cast<rlim_t>(::sysconf(_SC_PAGESIZE)) + kMoreMemory;
  const rlimit all{memory, memory};
  ::setrlimit(RLIMIT_AS, &all);
  const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
  ::dup2(nowhere, STDOUT_FILENO);
  ::dup2(nowhere, STDERR_FILENO);
}

std::string textOfCell(const FreeXL_CellValue& cell) {
  switch (cell.type) {
    case FREEXL_CELL_INT:
      return std::to_string(cell.value.int_value);
    case FREEXL_CELL_DOUBLE:
      return formatNumber(cell.value.double_value);
    case FREEXL_CELL_TEXT:
    case FREEXL_CELL_SST_TEXT:
    case FREEXL_CELL_DATE:
    case FREEXL_CELL_TIME:
      return cell.value.text_value == nullptr ? "" : cell.value.text_value;
    case FREEXL_CELL_DATETIME: {
      std::string text = cell.value.text_value == nullptr ? "" : cell.value.text_value;
      if (text.ends_with(" 00:00:00")) text.resize(text.size() - 9);
      std::replace(text.begin(), text.end(), ' ', 'T');
      return text;
    }
    default:
      return {};
  }
}

[[noreturn]] void child(int workbook, int to) {
  limitChild();
  Sender out(to);
  const void* handle = nullptr;
  const std::string path = "/proc/self/fd/" + std::to_string(workbook);
  unsigned int sheets = 0;
  if (freexl_open(path.c_str(), &handle) != FREEXL_OK || freexl_get_info(handle, FREEXL_BIFF_SHEET_COUNT, &sheets) != FREEXL_OK)
    ::_exit(1);
  std::size_t bytes = 0;
  for (unsigned int sheet = 0; sheet < sheets; ++sheet) {
    const char* name = nullptr;
    unsigned int rows = 0;
    unsigned short columns = 0;
    const auto index = static_cast<unsigned short>(sheet);
    if (freexl_get_worksheet_name(handle, index, &name) != FREEXL_OK ||
        freexl_select_active_worksheet(handle, index) != FREEXL_OK ||
        freexl_worksheet_dimensions(handle, &rows, &columns) != FREEXL_OK)
      continue;  // a chart or a macro
    out.send(Kind::sheet, sheet, 0, name == nullptr ? "" : name);
    for (unsigned int row = 0; row < rows; ++row) {
      for (unsigned short column = 0; column < columns; ++column) {
        FreeXL_CellValue cell;
        if (freexl_get_cell_value(handle, row, column, &cell) != FREEXL_OK) continue;
        const std::string text = textOfCell(cell);
        if (text.empty()) continue;
        bytes += text.size();
        if (sheet >= kMaxSheets || bytes > kMaxUnpackedBytes || text.size() > kMaxCellBytes) {
          out.send(Kind::tooLarge);
          out.flush();
          ::_exit(0);
        }
        out.send(Kind::cell, row, column, text);
      }
    }
  }
  out.send(Kind::end);
  out.flush();
  ::_exit(0);
}

// In the parent: frames become sheets as they come.
class Receiver {
 public:
  explicit Receiver(std::vector<FormulaCell> formulas) : formulas_(std::move(formulas)) {}

  // False when no more is wanted.
  bool take(std::string_view more) {
    buffer_ += more;
    std::size_t at = 0;
    for (Frame frame; buffer_.size() - at >= sizeof(frame);) {
      std::memcpy(&frame, buffer_.data() + at, sizeof(frame));
      if (frame.size > kMaxCellBytes) return refuse(WorkbookError::refused);
      if (buffer_.size() - at - sizeof(frame) < frame.size) break;
      if (!apply(frame, std::string_view(buffer_).substr(at + sizeof(frame), frame.size))) return false;
      at += sizeof(frame) + frame.size;
    }
    buffer_.erase(0, at);
    return true;
  }

  Result<Workbook> result() {
    if (problem_) return unexpected(*problem_);
    if (!ended_) return unexpected(WorkbookError::refused, "the .xls is damaged");
    LIMEN_TRY(finishSheet());
    if (book_.sheets.empty()) return unexpected(WorkbookError::notAWorkbook, "no sheet");
    return std::move(book_);
  }

 private:
  bool refuse(WorkbookError cause) {
    problem_ = cause;
    return false;
  }

  bool apply(const Frame& frame, std::string_view text) {
    switch (frame.kind) {
      case Kind::sheet:
        if (const auto done = finishSheet(); !done) {
          return refuse(done.error().is(WorkbookError::tooLarge) ? WorkbookError::tooLarge : WorkbookError::refused);
        }
        if (book_.sheets.size() >= kMaxSheets) return refuse(WorkbookError::tooLarge);
        name_ = text;
        sheet_ = frame.row;
        return true;
      case Kind::cell: {
        if (!name_ || frame.row >= kMaxRows || frame.column >= kMaxColumns) return refuse(WorkbookError::refused);
        if (grid_.empty() || grid_.back().number != frame.row + 1) grid_.push_back({frame.row + 1, {}});
        auto& cells = grid_.back().cells;
        if (frame.column >= cells.size()) {
          cells_ += frame.column + 1 - cells.size();
          cells.resize(frame.column + 1);
        }
        if (cells_ > kMaxCells) return refuse(WorkbookError::tooLarge);
        cells[frame.column] = text;
        return true;
      }
      case Kind::tooLarge:
        return refuse(WorkbookError::tooLarge);
      case Kind::end:
        ended_ = true;
        return false;
    }
    return refuse(WorkbookError::refused);
  }

  // Rows come in order, and so do formulas within a sheet.
  void addFormulas() {
    std::map<std::uint32_t, std::size_t> rows;
    for (std::size_t i = 0; i < grid_.size(); ++i) rows.emplace(grid_[i].number, i);
    for (FormulaCell& cell : formulas_) {
      if (cell.sheet != sheet_ || cell.text.empty() || cell.column >= kMaxColumns) continue;
      const auto [row, fresh] = rows.emplace(cell.row + 1, grid_.size());
      if (fresh) grid_.push_back({cell.row + 1, {}});
      auto& cells = grid_[row->second].cells;
      if (cell.column >= cells.size()) {
        cells_ += cell.column + 1 - cells.size();
        if (cells_ > kMaxCells) return;
        cells.resize(cell.column + 1);
      }
      if (cells[cell.column].empty()) cells[cell.column] = std::move(cell.text);
    }
    std::sort(grid_.begin(), grid_.end(), [](const GridRow& a, const GridRow& b) { return a.number < b.number; });
  }

  Result<void> finishSheet() {
    if (name_) {
      addFormulas();
      if (cells_ > kMaxCells) return unexpected(WorkbookError::tooLarge, "sheet " + *name_);
      LIMEN_ASSIGN(auto sheet, sheetFrom(std::move(*name_), std::move(grid_)));
      book_.sheets.push_back(std::move(sheet));
    }
    name_.reset();
    grid_.clear();
    cells_ = 0;
    return {};
  }

  std::vector<FormulaCell> formulas_;
  Workbook book_;
  std::optional<std::string> name_;
  std::uint32_t sheet_ = 0;
  std::vector<GridRow> grid_;
  std::size_t cells_ = 0;
  std::string buffer_;
  std::optional<WorkbookError> problem_;
  bool ended_ = false;
};

void receive(int from, Receiver& receiver) {
  const auto until = std::chrono::steady_clock::now() + kPatience;
  char buffer[1 << 16];
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()).count();
    if (left <= 0) return;
    pollfd waiting{from, POLLIN, 0};
    const int ready = ::poll(&waiting, 1, static_cast<int>(left));
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) return;
    const ssize_t got = ::read(from, buffer, sizeof(buffer));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return;
    if (!receiver.take({buffer, static_cast<std::size_t>(got)})) return;
  }
}

}  // namespace

bool isXls(ByteView bytes) {
  static constexpr Byte kMagic[] = {0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1};
  return bytes.size() >= sizeof(kMagic) && std::equal(std::begin(kMagic), std::end(kMagic), bytes.begin());
}

Result<Workbook> readXls(ByteView bytes) {
  if (!isXls(bytes)) return unexpected(WorkbookError::notAWorkbook, "not a compound file");
  if (bytes.size() > kMaxLegacyBytes) return unexpected(WorkbookError::tooLarge, "the file");
  const File workbook(::memfd_create("xls", MFD_CLOEXEC));
  int ends[2];
  if (workbook.get() < 0 || !writeAll(workbook.get(), bytes.data(), bytes.size()) || ::pipe2(ends, O_CLOEXEC) != 0)
    return unexpected(WorkbookError::unreadable, "no memory");
  File from(ends[0]), to(ends[1]);
  const pid_t reader = ::fork();
  if (reader < 0) return unexpected(WorkbookError::unreadable, "no process");
  if (reader == 0) child(workbook.get(), to.get());
  to.close();
  Receiver receiver(formulasOf(bytes));
  receive(from.get(), receiver);
  ::kill(reader, SIGKILL);
  while (::waitpid(reader, nullptr, 0) < 0 && errno == EINTR) {
  }
  return receiver.result();
}

}  // namespace limen::forms
