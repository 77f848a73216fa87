package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.prediction.image.format.TestPictures;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What digits are written on, and how they are photographed. */
@SuppressWarnings("ImmutableEnumChecker") // lambdas without a state
public enum PhotoKind {
  PLAIN(s -> {}),
  GRADIENT(PhotoKind::gradient),
  SHADOW(PhotoKind::shadow),
  VIGNETTE(s -> s.lights.add((x, y) -> 1 - 1.1 * ((x - .5) * (x - .5) + (y - .5) * (y - .5)))),
  RULED(s -> lines(s, s.between(.4, 1.1), true, false)),
  SQUARED(s -> lines(s, s.between(.25, .6), true, true)),
  DOTTED(PhotoKind::dots),
  MARGIN(
      s -> {
        lines(s, s.between(.5, 1), true, false);
        double at = s.between(.05, .2) * s.width;
        s.below.add(g -> stripe(g, new Color(220, 120, 130), 3, at, 0, at, s.height));
      }),
  TABLE(PhotoKind::table),
  SECOND_SHEET(PhotoKind::secondSheet),
  CREASE(PhotoKind::crease),
  BINDER_HOLES(PhotoKind::holes),
  STAPLE(PhotoKind::staple),
  STICKY_NOTE(PhotoKind::stickyNote),
  PRINTED_BOX(s -> s.below.add(g -> printedBox(s, g))),
  ROUND_FRAME(s -> s.below.add(g -> roundFrame(s, g))),
  DRAWN_FRAME(s -> s.below.add(g -> drawnFrame(s, g))),
  BOARD(
      s -> {
        s.paper = s.oneOf(0x24352c, 0x2a2a2c, 0x1f2b33);
        s.pen = new Color(225, 225, 215);
        s.opacity = .85;
      }),
  PENCIL(
      s -> {
        s.pen = new Color(125, 125, 128);
        s.opacity = .8;
      }),
  ROTATED(s -> s.rotation = s.between(8, 15) * (s.random.nextBoolean() ? 1 : -1)),
  PERSPECTIVE(s -> s.perspective = .5),
  NOISY(s -> s.noise = .035),
  JPEG(s -> {}, TestPictures::throughJpeg),
  MIXED(PhotoKind::mixed, TestPictures::throughJpeg);

  private final Consumer<PhotoScene> scene;
  private final UnaryOperator<BufferedImage> camera;

  PhotoKind(Consumer<PhotoScene> scene) {
    this(scene, UnaryOperator.identity());
  }

  PhotoKind(Consumer<PhotoScene> scene, UnaryOperator<BufferedImage> camera) {
    this.scene = scene;
    this.camera = camera;
  }

  /** Returns a photograph of ink, {@code [28 × 28]} in [0, 1]; of nothing, of paper alone. */
  public BufferedImage photograph(long seed, float... ink) {
    PhotoScene made = new PhotoScene(seed);
    scene.accept(made);
    return camera.apply(made.photograph(ink));
  }

  private static void stripe(
      Graphics2D g, Color color, double thickness, double x, double y, double toX, double toY) {
    g.setColor(color);
    g.setStroke(new BasicStroke((float) thickness));
    g.draw(new java.awt.geom.Line2D.Double(x, y, toX, toY));
  }

  private static void gradient(PhotoScene s) {
    double way = s.between(0, 2 * Math.PI);
    double depth = s.between(.3, .6);
    s.lights.add(
        (x, y) -> 1 - depth * (.5 + .7 * (Math.cos(way) * (x - .5) + Math.sin(way) * (y - .5))));
  }

  private static void shadow(PhotoScene s) {
    double way = s.between(0, 2 * Math.PI);
    double offset = s.between(-.2, .2);
    double depth = s.between(.3, .55);
    double soft = s.between(.008, .05);
    s.lights.add(
        (x, y) -> {
          double beyond = Math.cos(way) * (x - .5) + Math.sin(way) * (y - .5) - offset;
          return 1 - depth / (1 + Math.exp(-beyond / soft));
        });
  }

  private static void lines(PhotoScene s, double step, boolean across, boolean down) {
    double distance = step * s.size;
    double thickness = Math.max(1.2, distance * s.between(.02, .045));
    Color color = s.oneOf(0x9db7e0, 0xa8a8b2, 0x8ea0cc);
    double first = s.between(0, distance);
    s.below.add(
        g -> {
          for (double at = first; across && at < s.height; at += distance) {
            stripe(g, color, thickness, 0, at, s.width, at);
          }
          for (double at = first; down && at < s.width; at += distance) {
            stripe(g, color, thickness, at, 0, at, s.height);
          }
        });
  }

  private static void dots(PhotoScene s) {
    double distance = s.size * s.between(.15, .35);
    double dot = Math.max(2, distance * s.between(.08, .16));
    Color color = s.oneOf(0x8a8f9c, 0xa0a8b8, 0x707078);
    s.below.add(
        g -> {
          g.setColor(color);
          for (double y = distance / 3; y < s.height; y += distance) {
            for (double x = distance / 2; x < s.width; x += distance) {
              g.fill(new Ellipse2D.Double(x, y, dot, dot));
            }
          }
        });
  }

  private static Path2D polygon(double... points) {
    Path2D path = new Path2D.Double();
    path.moveTo(points[0], points[1]);
    for (int i = 2; i < points.length; i += 2) {
      path.lineTo(points[i], points[i + 1]);
    }
    path.closePath();
    return path;
  }

  private static void table(PhotoScene s) {
    Color wood = s.oneOf(0x4c3321, 0x262424, 0x735438, 0x383d47);
    double upper = s.between(.03, .14) * s.width;
    double lower = s.between(.03, .14) * s.width;
    double below = s.random.nextBoolean() ? s.height : s.height * s.between(.88, .95);
    s.above.add(
        g -> {
          g.setColor(wood);
          g.fill(polygon(0, 0, upper, 0, lower, s.height, 0, s.height));
          g.fill(polygon(0, below, s.width, below + 9, s.width, s.height, 0, s.height));
        });
  }

  /** Another sheet lies beside the digit's: its edge is a thin dark line and another white. */
  private static void secondSheet(PhotoScene s) {
    double upper = s.width * s.between(.06, .14);
    double lower = upper + s.between(-20, 20);
    s.below.add(
        g -> {
          g.setColor(new Color(224, 224, 222));
          g.fill(polygon(0, 0, upper, 0, lower, s.height, 0, s.height));
          stripe(g, new Color(165, 163, 158), 2, upper, 0, lower, s.height);
        });
  }

  private static void crease(PhotoScene s) {
    double place = s.between(.35, .65);
    boolean across = s.random.nextBoolean();
    double darker = s.between(.04, .1);
    double soft = s.between(.004, .01);
    s.lights.add(
        (x, y) -> {
          double from = (across ? y : x) - place;
          double fold = Math.exp(-from * from / (2 * soft * soft));
          return 1 - 2 * darker * fold - (from > 0 ? darker : 0);
        });
  }

  private static void holes(PhotoScene s) {
    double hole = s.size * s.between(.15, .25);
    double at = s.width * s.between(.03, .08);
    s.above.add(
        g -> {
          g.setColor(new Color(70, 60, 52));
          g.fill(new Ellipse2D.Double(at, s.height * .2, hole, hole));
          g.fill(new Ellipse2D.Double(at, s.height * .7, hole, hole));
        });
  }

  private static void staple(PhotoScene s) {
    double at = s.between(.03, .08) * s.width;
    s.above.add(
        g -> {
          stripe(g, new Color(120, 120, 126), 4, at, at + 6, at + s.size * .3, at);
          stripe(g, new Color(230, 230, 235), 1, at, at + 5, at + s.size * .3, at - 1);
        });
  }

  /** Coloured paper on other paper or on a table, with a shadow below. */
  private static void stickyNote(PhotoScene s) {
    Color note = s.oneOf(0xf5e663, 0xf7b7c8, 0xb8e6a8, 0xa9d7f2);
    s.paper = s.oneOf(0xeeece4, 0x8a6a4a, 0x4c3321, 0xb8bcc4);
    double half = s.size * s.between(.75, 1);
    double turn = s.between(-8, 8);
    s.below.add(
        g -> {
          Graphics2D turned = (Graphics2D) g.create();
          turned.rotate(Math.toRadians(turn), s.x, s.y);
          turned.setColor(new Color(0, 0, 0, 60));
          turned.fill(square(s.x + 4, s.y + 5, half));
          turned.setColor(note);
          turned.fill(square(s.x, s.y, half));
          turned.dispose();
        });
  }

  private static Path2D square(double x, double y, double half) {
    return polygon(x - half, y - half, x + half, y - half, x + half, y + half, x - half, y + half);
  }

  /** A form's box with captions above, below and in its corner. */
  private static void printedBox(PhotoScene s, Graphics2D g) {
    double half = s.size * s.between(.62, .8);
    double letter = s.size * s.between(.07, .1);
    g.setColor(s.oneOf(0x303030, 0x506090, 0x707070));
    g.setStroke(new BasicStroke((float) Math.max(1.2, s.size * s.between(.012, .03))));
    g.draw(square(s.x, s.y, half));
    s.print(g, s.x - half, s.y - half - 1.8 * letter, letter, 8);
    s.print(g, s.x - half, s.y + half + letter, letter, 12);
    s.print(g, s.x - half + letter * .6, s.y - half + letter * .5, letter * .8, 2);
  }

  private static void roundFrame(PhotoScene s, Graphics2D g) {
    double half = s.size * s.between(.75, .95);
    g.setColor(s.random.nextBoolean() ? s.pen : new Color(190, 50, 50));
    g.setStroke(new BasicStroke((float) (s.size * s.between(.015, .06))));
    g.draw(new Ellipse2D.Double(s.x - half, s.y - half * .95, 2 * half, 1.9 * half));
  }

  /** A square drawn by hand that is open at a corner. */
  private static void drawnFrame(PhotoScene s, Graphics2D g) {
    double h = s.size * s.between(.7, .9);
    double[] p = new double[10];
    double[] way = {-1, -1, 1, -1, 1, 1, -1, 1, -1, -1};
    for (int i = 0; i < p.length; i++) {
      p[i] = (i % 2 == 0 ? s.x : s.y) + way[i] * h + s.between(-.07, .07) * s.size;
    }
    p[9] += s.between(-.05, .25) * s.size;
    g.setColor(s.random.nextBoolean() ? s.pen : new Color(50, 60, 150));
    g.setStroke(
        new BasicStroke(
            (float) (s.size * s.between(.02, .05)), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.draw(s.byHand(.012 * s.size, p));
  }

  private static void mixed(PhotoScene s) {
    gradient(s);
    s.noise = .015;
    s.rotation = s.between(-10, 10);
    s.perspective = .25;
    switch (s.random.nextInt(4)) {
      case 0 -> shadow(s);
      case 1 -> lines(s, s.between(.4, 1.1), true, s.random.nextBoolean());
      case 2 -> table(s);
      default -> s.below.add(g -> printedBox(s, g));
    }
  }
}
