// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/worksheet.h"
#include "ui/parts/type.h"

#include <QCoreApplication>
#include <QPageSize>

class QPagedPaintDevice;
class QPainter;

namespace updesk
{

/// A worksheet on paper: black on white, as large whatever the text size of the window is, page by page (F80).
class WorksheetPrint
{
    Q_DECLARE_TR_FUNCTIONS(WorksheetPrint)
public:
    explicit WorksheetPrint(const Worksheet &sheet);

    QString title() const; ///< "Payment worksheet, Maria Lopez"
    /// Paints all pages; false when the device cannot be painted on.
    bool print(QPagedPaintDevice &device) const;
    int pages(const QSize &page) const; ///< how many, of this size in 1/96 inch; at least one
    void paint(QPainter &painter, const QSize &page, int number) const; ///< from 1
    /// Every text that stands on it, line by line, for reading and for tests.
    QStringList texts() const;
    static QPageSize paper(const Worksheet &sheet); ///< as the store's region uses it

private:
    enum class Kind : quint8 { Title, Section, Pairs, Heads, Cells, Words, Gap };
    struct Line {
        Kind kind;
        QStringList cells; ///< Pairs: a label and its value, twice
        bool strong = false;
    };
    using Pairs = std::vector<std::pair<QString, QString>>;
    void add(Kind kind, const QStringList &cells = {}, bool strong = false);
    void addPairs(const Pairs &left, const Pairs &right);
    void addHead();
    void addPeople();
    void addNumbers();
    void addLoan(const Pencil &loan, const PencilResult &result);
    void addGrid(const Pencil &loan);
    void addLease(const LeasePencil &lease, const LeaseResult &result);
    void addWords();
    Pairs tradePairs() const;
    Pairs pricePairs() const;
    QString moment(Time at) const;
    int heightOf(const Line &line, int width) const;
    std::vector<std::vector<int>> laidOut(const QSize &page) const; ///< the lines of each page
    void paintLine(QPainter &painter, const QRect &row, const Line &line) const;
    void paintPairs(QPainter &painter, const QRect &row, const Line &line) const;
    void paintCells(QPainter &painter, const QRect &row, const Line &line) const;
    Worksheet m_sheet;
    std::vector<Line> m_lines;
};

} // namespace updesk
