// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/banner.h"
#include "ui/parts/field.h"
#include "ui/parts/filledbox.h"
#include "ui/parts/flowlayout.h"
#include "ui/parts/leadpicker.h"
#include "ui/parts/segments.h"
#include "ui/parts/spacing.h"
#include "ui/templates/editfoot.h"
#include "ui/templates/fieldbar.h"
#include "ui/templates/richview.h"
#include "ui/templates/scripteditor.h"
#include "ui/templates/templatedelegate.h"
#include "ui/templates/templateedit.h"
#include "ui/templates/templatemodel.h"
#include "ui/templates/templatescreen.h"

#include <QGridLayout>
#include <QListView>
#include <QMenu>
#include <QPainter>
#include <QStackedWidget>
#include <QVBoxLayout>

// How the screen is laid out.
namespace updesk
{

static constexpr int kListWidth = 232, kTextLines = 9, kRichLines = 4;
static constexpr int kPreviewWidth = 404; // beside the text, from this much room on
static constexpr int kBothWidth = 860;
static constexpr int kLongestName = 60;

TemplateScreen::TemplateScreen(Session &session, QWidget *parent)
    : Screen(parent),
      m_session(session),
      m_rows(new TemplateListModel(session, this)),
      m_model(new TemplateModel(session, this))
{
    setObjectName(QStringLiteral("template"));
    setAccessibleName(title());
    m_banner = new Banner(BannerTone::Bad, Icon::Warning);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_banner);
    auto *row = new QHBoxLayout;
    row->setSpacing(1);
    m_scripts = new ScriptEditor(session);
    m_editors = new QStackedWidget;
    m_editors->addWidget(makeEditor());
    m_editors->addWidget(m_scripts);
    row->addWidget(makeList());
    row->addWidget(m_editors, 1);
    column->addLayout(row, 1);
    connectParts();
    connectScripts();
    refresh();
}

TemplateScreen::~TemplateScreen() = default;

QWidget *TemplateScreen::makeList()
{
    m_list = new QListView;
    m_list->setObjectName(QStringLiteral("template.list"));
    m_list->setModel(m_rows);
    m_list->setItemDelegate(new TemplateDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_kinds = new Segments(tr("What is written or said"), {tr("Messages"), tr("Scripts")});
    m_kinds->setCurrent(0);
    m_kinds->setObjectName(QStringLiteral("template.kinds"));
    m_add = new Button(tr("New script"));
    m_copy = new Button(tr("New message like this"));
    m_copy->setInBar();
    m_copy->setObjectName(QStringLiteral("template.copy"));
    m_add->setInBar();
    m_add->setObjectName(QStringLiteral("template.add"));
    m_addMenu = new QMenu(this);
    m_addMenu->setObjectName(QStringLiteral("template.addMenu"));
    m_side = new QWidget;
    auto *column = new QVBoxLayout(m_side);
    column->setContentsMargins(0, kSpace8, 0, kSpace8);
    column->setSpacing(kSpace8);
    for (QWidget *part : {static_cast<QWidget *>(m_kinds), static_cast<QWidget *>(m_list),
             static_cast<QWidget *>(m_add), static_cast<QWidget *>(m_copy)}) {
        if (part == m_list) {
            column->addWidget(part, 1);
            continue;
        }
        auto *line = new QHBoxLayout;
        line->setContentsMargins(kSpace12, 0, kSpace12, 0);
        line->addWidget(part);
        line->addStretch();
        column->addLayout(line);
    }
    connect(themeChanges(), &ThemeChanges::changed, this, &TemplateScreen::fitList);
    fitList();
    markPane(m_list);
    return m_side;
}

// With large letters the text has most of the room.
void TemplateScreen::fitList()
{
    m_side->setFixedWidth(std::min(scaled(kListWidth), std::max(width() / 3, kListWidth)));
    arrange();
}

// What is typed and what becomes of it are seen together: side by side, or the preview right under the text.
void TemplateScreen::arrange()
{
    const bool beside = width() - m_side->width() >= scaled(kBothWidth);
    for (QWidget *part : {m_words, m_look, m_richBox})
        m_parts->removeWidget(part);
    m_parts->addWidget(m_words, 0, 0);
    m_parts->addWidget(m_look, beside ? 0 : 1, beside ? 1 : 0, beside ? 2 : 1, 1);
    m_parts->addWidget(m_richBox, beside ? 1 : 2, 0);
    m_parts->setRowStretch(1, beside ? 1 : 0);
    m_look->setMinimumWidth(beside ? scaled(kPreviewWidth) : 0);
    m_look->setMaximumWidth(beside ? scaled(kPreviewWidth) : QWIDGETSIZE_MAX);
}

void TemplateScreen::resizeEvent(QResizeEvent *event)
{
    Screen::resizeEvent(event);
    fitList();
}

QWidget *TemplateScreen::makeEditor()
{
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(kSpace16, kSpace12, kSpace16, kSpace16);
    column->setSpacing(kSpace8);
    auto *head = new QHBoxLayout;
    m_name = new TextLabel(QString(), Type::Section);
    m_name->setElides();
    m_language = new Segments(tr("Language of the message"), {tr("EN"), tr("ES"), tr("FR")});
    m_language->setObjectName(QStringLiteral("template.language"));
    head->addWidget(m_name, 1);
    head->addWidget(m_language);
    column->addLayout(head);
    m_closed = new TextLabel(QString(), Type::Body, Colour::Text2);
    m_closed->setObjectName(QStringLiteral("template.closed"));
    m_closed->setWordWrap(true);
    column->addWidget(m_closed);
    m_parts = new QGridLayout;
    m_parts->setHorizontalSpacing(kSpace16);
    m_parts->setVerticalSpacing(kSpace8);
    m_parts->setColumnStretch(0, 1);
    m_words = makeText();
    m_look = makePreview();
    m_richBox = makeRich();
    for (QWidget *part : {m_words, m_look, m_richBox})
        m_parts->addWidget(part, m_parts->rowCount(), 0);
    column->addLayout(m_parts);
    column->addStretch();
    m_foot = new EditFoot(QStringLiteral("template"));
    return editorPage(content, m_foot, kBothWidth + kPreviewWidth);
}

QWidget *TemplateScreen::makeText()
{
    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kSpace8);
    m_called = new Field(tr("&Name in the list"));
    m_called->edit()->setObjectName(QStringLiteral("template.name"));
    m_called->edit()->setMaxLength(kLongestName);
    m_subject = new Field(tr("&Subject"));
    m_subject->edit()->setObjectName(QStringLiteral("template.subject"));
    m_subject->edit()->setMaxLength(int(kLongestSubject));
    m_fields = new FieldBar(QStringLiteral("template"));
    m_edit = new TemplateEdit;
    m_edit->setObjectName(QStringLiteral("template.edit"));
    m_edit->setAccessibleName(tr("Text of the message"));
    m_edit->setLines(kTextLines);
    m_fields->watch(m_edit);
    for (QWidget *part : {static_cast<QWidget *>(m_called), static_cast<QWidget *>(m_subject),
             static_cast<QWidget *>(m_fields), static_cast<QWidget *>(m_edit), makeCounter()})
        column->addWidget(part);
    column->addStretch();
    markPane(m_edit);
    return box;
}

QWidget *TemplateScreen::makeRich()
{
    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, kSpace4, 0, 0);
    column->setSpacing(kSpace4);
    m_rich = new TemplateEdit;
    m_rich->setObjectName(QStringLiteral("template.rich"));
    m_rich->setAccessibleName(tr("The same formatted, as HTML"));
    m_rich->setLines(kRichLines);
    m_rich->setPlaceholderText(QStringLiteral("<p>Hi {first},</p>"));
    m_fields->watch(m_rich);
    auto *hint = new TextLabel(
        tr("Empty: it goes out plain. The text above always goes along, for mail programs that show no formatting."),
        Type::Caption, Colour::Text2);
    hint->setWordWrap(true);
    column->addWidget(new TextLabel(tr("The same formatted, as HTML"), Type::BodyMedium));
    column->addWidget(m_rich);
    column->addWidget(hint);
    column->addStretch();
    return box;
}

QWidget *TemplateScreen::makeCounter()
{
    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kSpace8);
    m_counter = new TextLabel(QString(), Type::BodyMedium, Colour::Text2);
    m_counter->setObjectName(QStringLiteral("template.counter"));
    m_counter->setEqualDigits();
    m_foreign = new FilledBox(Colour::CloseTint);
    auto *line = new QHBoxLayout(m_foreign);
    line->setContentsMargins(kSpace12, kSpace8, kSpace12, kSpace8);
    m_foreignWords = new TextLabel(QString(), Type::Body, Colour::Close);
    m_foreignWords->setObjectName(QStringLiteral("template.foreign"));
    m_foreignWords->setWordWrap(true);
    m_plain = new Button(tr("Use plain letters"));
    m_plain->setInBar();
    m_plain->setObjectName(QStringLiteral("template.plain"));
    line->addWidget(m_foreignWords, 1);
    line->addWidget(m_plain);
    m_findings = new TextLabel(QString(), Type::Body, Colour::Bad);
    m_findings->setObjectName(QStringLiteral("template.findings"));
    m_findings->setWordWrap(true);
    m_fallbacks = new TextLabel(QString(), Type::Caption, Colour::Hint);
    m_fallbacks->setObjectName(QStringLiteral("template.fallbacks"));
    m_fallbacks->setWordWrap(true);
    for (QWidget *part : {static_cast<QWidget *>(m_counter), static_cast<QWidget *>(m_foreign),
             static_cast<QWidget *>(m_findings), static_cast<QWidget *>(m_fallbacks)})
        column->addWidget(part);
    return box;
}

QWidget *TemplateScreen::makePreview()
{
    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, kSpace8, 0, 0);
    column->setSpacing(kSpace8);
    auto *head = new FlowLayout(kSpace8, kSpace8);
    m_picker = new LeadPicker(m_session, QStringLiteral("template"));
    markFind(m_picker->edit());
    head->addWidget(new TextLabel(tr("Preview"), Type::Section));
    head->addWidget(m_picker);
    auto *paper = new FilledBox(Colour::Alt, Colour::Divider);
    auto *inner = new QVBoxLayout(paper);
    inner->setContentsMargins(kSpace12, kSpace12, kSpace12, kSpace12);
    m_preview = new TextLabel(QString());
    m_preview->setObjectName(QStringLiteral("template.preview"));
    m_preview->setAccessibleName(tr("Preview"));
    m_preview->setTextFormat(Qt::PlainText);
    m_preview->setWordWrap(true);
    inner->addWidget(m_preview);
    m_longest = new TextLabel(QString(), Type::Caption, Colour::Hint);
    m_longest->setObjectName(QStringLiteral("template.longest"));
    m_longest->setWordWrap(true);
    column->addLayout(head);
    m_richPaper = new QWidget;
    auto *formatted = new QVBoxLayout(m_richPaper);
    formatted->setContentsMargins(0, 0, 0, 0);
    formatted->setSpacing(kSpace4);
    m_richView = new RichView;
    m_richView->setObjectName(QStringLiteral("template.richView"));
    m_richView->setAccessibleName(tr("Preview, formatted"));
    auto *sheet = new FilledBox(Colour::Alt, Colour::Divider);
    auto *edge = new QVBoxLayout(sheet);
    edge->setContentsMargins(1, 1, 1, 1);
    edge->addWidget(m_richView);
    formatted->addWidget(new TextLabel(tr("Formatted, as most will see it"), Type::Caption, Colour::Text2));
    formatted->addWidget(sheet);
    column->addWidget(paper);
    column->addWidget(m_richPaper);
    column->addWidget(m_longest);
    column->addStretch();
    return box;
}

void TemplateScreen::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Colour::Base));
    painter.fillRect(QRect(m_side->geometry().right() + 1, 0, 1, height()), colour(Colour::Divider));
}

} // namespace updesk
