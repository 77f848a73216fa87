package io.github.mnistdl4j.data.folder;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** Writes pictures that people might have, into a folder for each class. */
public record PictureFolder(Path path) {

  /** Adds a picture of a name whose ending is its format. */
  public Path add(String name, BufferedImage picture) {
    Path file = path.resolve(name);
    String ending = name.substring(name.lastIndexOf('.') + 1);
    try {
      Files.createDirectories(file.resolveSibling(""));
      if (!ImageIO.write(picture, ending, file.toFile())) {
        throw new IllegalArgumentException("no writer for " + ending);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return file;
  }

  public Path add(String name, String text) {
    Path file = path.resolve(name);
    try {
      Files.createDirectories(file.resolveSibling(""));
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Adds pictures of different sizes to each of the classes bars, crosses and rings. */
  public void addShapes(int each) {
    for (int i = 0; i < each; i++) {
      for (String shape : new String[] {"bars", "crosses", "rings"}) {
        add("%s/%03d.png".formatted(shape, i), shape(shape, new Random(31L * i + shape.length())));
      }
    }
  }

  /** A black shape on white, a little different each time. */
  public static BufferedImage shape(String shape, Random random) {
    int width = 40 + random.nextInt(60);
    int height = 40 + random.nextInt(60);
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.setColor(Color.BLACK);
    graphics.setStroke(new BasicStroke(4 + random.nextInt(3)));
    int x = width / 2 - 2 + random.nextInt(5);
    int y = height / 2 - 2 + random.nextInt(5);
    int r = 12 + random.nextInt(5);
    switch (shape) {
      case "bars" -> graphics.drawLine(x, y - r, x, y + r);
      case "crosses" -> {
        graphics.drawLine(x - r, y - r, x + r, y + r);
        graphics.drawLine(x - r, y + r, x + r, y - r);
      }
      default -> graphics.drawOval(x - r, y - r, 2 * r, 2 * r);
    }
    graphics.dispose();
    return picture;
  }

  /** A grey picture, all of one shade but for the first pixel. */
  public static BufferedImage grey(int width, int height, int shade, int first) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < width * height; i++) {
      picture.getRaster().setSample(i % width, i / width, 0, i == 0 ? first : shade);
    }
    return picture;
  }
}
